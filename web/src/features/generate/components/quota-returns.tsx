import type { Remaining } from '@/api/router';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { timeUntil, whenText } from '@/lib/format';

const kMostPips = 24;

/** A mark for each generation, full while it can be used; unfolded, when each one returns. */
export function QuotaReturns({ quota, now }: { quota: Remaining; now: number }) {
  const pips = Math.min(quota.limit, kMostPips);
  return (
    <details className="group mt-1 gone-above-keyboard">
      <summary
        aria-label={t('generate:allReturns')}
        className="mx-auto flex touch-target w-fit items-center justify-center gap-1 rounded-full px-2 py-1.5"
      >
        {Array.from({ length: pips }, (_, at) => (
          <span
            key={at}
            aria-hidden
            className={cx(
              'h-1.5 w-3.5 rounded-full',
              at < quota.remaining ? 'bg-accent' : 'bg-line',
            )}
          />
        ))}
      </summary>
      <ol className="mt-1 grid gap-0.5 tabular-nums">
        {quota.returns.map(({ at }, index) => (
          <li key={`${at}-${index}`}>
            {t('generate:oneReturns', { when: whenText(at, now), until: timeUntil(at, now) })}
          </li>
        ))}
      </ol>
    </details>
  );
}

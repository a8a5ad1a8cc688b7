import { t } from '@/i18n';
import { useId } from 'react';
import type { Refusal } from '../lib/found';

/** More lines than anybody reads. */
const kShown = 200;

/** What did not come in, each with its reason. */
export function LeftOut({ refused }: { refused: readonly Refusal[] }) {
  const id = useId();
  const more = refused.length - kShown;
  return (
    <section aria-labelledby={id} className="flex min-h-0 flex-col gap-2">
      <h3 id={id} className="text-small font-semibold">
        {t('moveIn:leftOut', { count: refused.length })}
      </h3>
      <ul
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-labelledby={id}
        className="max-h-56 overflow-y-auto rounded-control border border-line text-small"
      >
        {refused.slice(0, kShown).map(({ path, reason }, at) => (
          <li key={`${at} ${path}`} className="border-b border-line px-3 py-2 last:border-0">
            <p className="font-semibold break-all">{path}</p>
            <p className="text-pretty text-muted">{reason}</p>
          </li>
        ))}
        {more > 0 && (
          <li className="px-3 py-2 text-muted">{t('moveIn:leftOutMore', { count: more })}</li>
        )}
      </ul>
    </section>
  );
}

import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { number } from '@/lib/format';
import type { MoveIn } from '../lib/move-in-state';

const kNames = ['added', 'known', 'withoutRecipe', 'refused'] as const;

/** How many came in, were there, and so on. */
export function Counts({ state }: { state: MoveIn }) {
  const counts = { ...state, refused: state.refused.length };
  return (
    <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      {kNames.map((name) => (
        <div key={name} className="flex flex-col-reverse rounded-control bg-sunken px-3 py-2">
          <dt className="text-small text-muted">{t(`moveIn:${name}`)}</dt>
          <dd
            className={cx(
              'text-title font-bold tabular-nums',
              name === 'refused' && counts.refused > 0 && 'text-danger',
            )}
          >
            {number(counts[name])}
          </dd>
        </div>
      ))}
    </dl>
  );
}

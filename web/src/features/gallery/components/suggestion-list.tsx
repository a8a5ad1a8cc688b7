import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import type { Suggestion } from '../lib/suggestions';

interface Props {
  id: string;
  suggestions: readonly Suggestion[];
  active: number;
  onTake: (at: number) => void;
}

/** What could come next, below the field. The focus stays in the field, which takes the keys. */
export function SuggestionList({ id, suggestions, active, onTake }: Props) {
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={t('gallery:suggestions')}
      hidden={suggestions.length === 0}
      className="absolute inset-x-0 top-11.5 z-20 max-h-80 overflow-y-auto rounded-card border border-line bg-raised p-1.5 shadow-large"
    >
      {suggestions.map(({ text, note }, at) => (
        <div key={text} role="presentation">
          <button
            type="button"
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            tabIndex={-1}
            className={cx(
              'flex touch-target w-full items-baseline gap-3 rounded-[9px] px-2.5 py-1.5 text-left hover:bg-sunken',
              at === active && 'bg-sunken',
            )}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(at)}
          >
            <code className="font-mono text-small font-semibold">{text}</code>
            <span className="truncate text-small text-muted">{note}</span>
          </button>
        </div>
      ))}
    </div>
  );
}

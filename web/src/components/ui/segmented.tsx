import { cx } from '@/lib/class-names';
import { useId, type ReactNode } from 'react';

interface Option<T extends string> {
  value: T;
  label: ReactNode;
  /** Read out instead of a label that is only a picture. */
  name?: string;
}

interface Props<T extends string> {
  /** What is chosen here. */
  legend: string;
  isLegendShown?: boolean;
  options: readonly Option<T>[];
  value: T | null;
  onChange: (value: T) => void;
  className?: string;
  disabled?: boolean;
}

/** One of a few, side by side: radio buttons, so the arrow keys move between them. */
export function Segmented<T extends string>(props: Props<T>) {
  const { legend, isLegendShown, options, value, onChange, className, disabled } = props;
  const group = useId();
  return (
    <fieldset disabled={disabled} className={className}>
      <legend className={isLegendShown ? 'mb-1.5 text-small font-semibold' : 'sr-only'}>
        {legend}
      </legend>
      <div className="inline-flex max-w-full gap-0.5 rounded-control bg-sunken p-0.5 ring-1 ring-line ring-inset">
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'relative flex touch-target min-h-9 min-w-10 items-center justify-center gap-1.5 rounded-[8px] px-3 text-small font-semibold text-muted transition-colors',
              'hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-small has-checked:ring-1 has-checked:ring-line',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
            )}
          >
            <input
              type="radio"
              name={group}
              className="absolute inset-0 opacity-0"
              aria-label={option.name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

import { useId } from 'react';

interface Props {
  label: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** On or off, at once to be seen. */
export function Switch({ label, hint, isOn, onChange }: Props) {
  const hintId = useId();
  return (
    <label className="flex cursor-pointer items-start gap-3">
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{label}</span>
        {hint && (
          <span id={hintId} className="block text-small text-muted">
            {hint}
          </span>
        )}
      </span>
      <span className="relative mt-0.5 inline-flex h-6 w-10 shrink-0 items-center rounded-full bg-line-strong/50 p-0.5 transition-colors has-checked:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink">
        <input
          type="checkbox"
          role="switch"
          className="peer absolute inset-0 cursor-pointer opacity-0"
          aria-label={label}
          aria-describedby={hint ? hintId : undefined}
          checked={isOn}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span
          aria-hidden
          className="size-5 rounded-full bg-raised shadow-small transition-transform peer-checked:translate-x-4"
        />
      </span>
    </label>
  );
}

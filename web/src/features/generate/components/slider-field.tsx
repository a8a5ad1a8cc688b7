import { Field } from '@/components/ui/field';

interface Props {
  label: string;
  /** Undefined stands for the default. */
  value: number | undefined;
  byDefault: number;
  min: number;
  max: number;
  step: number;
  error?: string | undefined;
  onChange: (value: number | undefined) => void;
}

export function SliderField({ label, value, byDefault, min, max, step, error, onChange }: Props) {
  const shown = value ?? byDefault;
  const change = (text: string) => {
    const number = Number(text);
    onChange(number === byDefault ? undefined : number);
  };
  return (
    <Field label={label} error={error}>
      {(control) => (
        <div className="flex items-center gap-3">
          <input
            type="range"
            className="h-6 min-w-0 flex-1 accent-ink"
            min={min}
            max={max}
            step={step}
            value={shown}
            onChange={(event) => change(event.target.value)}
            {...control}
          />
          <output
            htmlFor={control.id}
            className="w-10 text-right text-small font-semibold tabular-nums"
          >
            {shown}
          </output>
        </div>
      )}
    </Field>
  );
}

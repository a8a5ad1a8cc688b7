import { Button } from '@/components/ui/button';
import { Field, inputStyle } from '@/components/ui/field';

interface Props {
  /** Undefined: a new one for every batch. */
  seed: string | undefined;
  error?: string | undefined;
  onChange: (seed: string | undefined) => void;
}

function randomSeed(): string {
  return String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);
}

export function SeedField({ seed, error, onChange }: Props) {
  const isLocked = seed !== undefined;
  return (
    <Field
      label="Seed"
      error={error}
      hint={
        isLocked
          ? 'Of the first picture; each further one has one more.'
          : 'Another one for every picture.'
      }
    >
      {(control) => (
        <div className="flex gap-2">
          <input
            type="text"
            inputMode="numeric"
            className={`${inputStyle} min-w-0 flex-1 font-mono`}
            placeholder="Random"
            value={seed ?? ''}
            onChange={(event) => onChange(event.target.value.replace(/\D/g, '') || undefined)}
            {...control}
          />
          <Button
            icon={isLocked ? 'dice' : 'lock'}
            onClick={() => onChange(isLocked ? undefined : randomSeed())}
          >
            {isLocked ? 'Random' : 'Lock'}
          </Button>
        </div>
      )}
    </Field>
  );
}

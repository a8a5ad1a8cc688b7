import { Button } from '@/components/ui/button';
import { Field, inputStyle } from '@/components/ui/field';
import { t } from '@/i18n';

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
      label={t('generate:seed')}
      error={error}
      hint={isLocked ? t('generate:seedOfFirst') : t('generate:seedRandom')}
    >
      {(control) => (
        <div className="flex gap-2">
          <input
            type="text"
            inputMode="numeric"
            className={`${inputStyle} min-w-0 flex-1 font-mono`}
            placeholder={t('generate:random')}
            value={seed ?? ''}
            onChange={(event) => onChange(event.target.value.replace(/\D/g, '') || undefined)}
            {...control}
          />
          <Button
            icon={isLocked ? 'dice' : 'lock'}
            onClick={() => onChange(isLocked ? undefined : randomSeed())}
          >
            {isLocked ? t('generate:random') : t('generate:lock')}
          </Button>
        </div>
      )}
    </Field>
  );
}

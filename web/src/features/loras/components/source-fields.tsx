import { Segmented } from '@/components/ui/segmented';
import { TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import { FileDrop } from './file-drop';

/** What has been given so far; both are kept while one looks at the other. */
export interface SourceChoice {
  from: 'file' | 'link';
  file: File | null;
  address: string;
}

interface Props {
  choice: SourceChoice;
  /** What is wrong with the address. */
  error: string | undefined;
  isDisabled: boolean;
  onChange: (choice: SourceChoice) => void;
}

function options() {
  return [
    { value: 'file' as const, label: t('loras:fromFile') },
    { value: 'link' as const, label: t('loras:fromLink') },
  ];
}

/** Where the LoRA comes from. */
export function SourceFields({ choice, error, isDisabled, onChange }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        legend={t('loras:whereFrom')}
        options={options()}
        value={choice.from}
        disabled={isDisabled}
        onChange={(from) => onChange({ ...choice, from })}
      />
      {choice.from === 'file' ? (
        <FileDrop
          file={choice.file}
          isDisabled={isDisabled}
          onFile={(file) => onChange({ ...choice, file })}
        />
      ) : (
        <TextField
          label={t('loras:address')}
          type="url"
          inputMode="url"
          placeholder="https://"
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          hint={t('loras:addressHint')}
          value={choice.address}
          error={error}
          readOnly={isDisabled}
          onChange={(event) => onChange({ ...choice, address: event.target.value })}
        />
      )}
    </div>
  );
}

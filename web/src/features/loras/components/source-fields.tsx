import { Segmented } from '@/components/ui/segmented';
import { TextField } from '@/components/ui/field';
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

const options = [
  { value: 'file' as const, label: 'From a file' },
  { value: 'link' as const, label: 'From a link' },
];

/** Where the LoRA comes from. */
export function SourceFields({ choice, error, isDisabled, onChange }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        legend="Where it comes from"
        options={options}
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
          label="Address of the file"
          type="url"
          inputMode="url"
          placeholder="https://"
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          hint="An https link; the server fetches the file."
          value={choice.address}
          error={error}
          readOnly={isDisabled}
          onChange={(event) => onChange({ ...choice, address: event.target.value })}
        />
      )}
    </div>
  );
}

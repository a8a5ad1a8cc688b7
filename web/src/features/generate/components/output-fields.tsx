import type { OutputFormat } from '@/api/router';
import { SelectField } from '@/components/ui/field';
import type { DraftProps } from './draft-change';

const formats: Record<OutputFormat, string> = {
  jpeg: 'JPEG, small',
  png: 'PNG, exact',
  webp: 'WebP, smallest',
};

/** Of what kind the files are. */
export function OutputFields({ draft, info, onChange }: DraftProps) {
  const { defaults } = info;
  return (
    <>
      <SelectField
        label="Format"
        value={draft.outputFormat ?? defaults.outputFormat}
        onChange={(event) => {
          const format = event.target.value as OutputFormat;
          onChange({ outputFormat: format === defaults.outputFormat ? undefined : format });
        }}
      >
        {Object.entries(formats).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </SelectField>
      <label className="flex items-center gap-2.5 text-small font-semibold">
        <input
          type="checkbox"
          className="size-4.5 accent-ink"
          checked={draft.enableSafetyChecker ?? defaults.enableSafetyChecker}
          onChange={(event) => {
            const { checked } = event.target;
            onChange({
              enableSafetyChecker: checked === defaults.enableSafetyChecker ? undefined : checked,
            });
          }}
        />
        Safety check, where the engine has one
      </label>
    </>
  );
}

import type { OutputFormat } from '@/api/router';
import { SelectField } from '@/components/ui/field';
import { t } from '@/i18n';
import type { DraftProps } from './draft-change';

const formats = ['jpeg', 'png', 'webp'] as const satisfies OutputFormat[];

/** Of what kind the files are. */
export function OutputFields({ draft, info, onChange }: DraftProps) {
  const { defaults } = info;
  return (
    <>
      <SelectField
        label={t('generate:format')}
        value={draft.outputFormat ?? defaults.outputFormat}
        onChange={(event) => {
          const format = event.target.value as OutputFormat;
          onChange({ outputFormat: format === defaults.outputFormat ? undefined : format });
        }}
      >
        {formats.map((value) => (
          <option key={value} value={value}>
            {t(`generate:${value}`)}
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
        {t('generate:safety')}
      </label>
    </>
  );
}

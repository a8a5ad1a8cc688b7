import { SelectField, TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import { fullName } from '@/lib/format';
import { usePeople } from '@/lib/people';
import { visibilities, visibilityText } from '../lib/lora-text';
import type { LoraLabels } from '../lib/upload-lora';

interface Props {
  labels: LoraLabels;
  onChange: (labels: LoraLabels) => void;
  error: ApiError | null;
  isDisabled: boolean;
  /** They are what is kept, so nothing fills an empty one. */
  isKept?: boolean;
}

/** What its owner calls a LoRA, and who sees it. */
export function LabelFields({ labels, onChange, error, isDisabled, isKept }: Props) {
  const { people } = usePeople();
  return (
    <fieldset disabled={isDisabled} className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={t('loras:name')}
        value={labels.name}
        hint={isKept ? undefined : t('loras:emptyName')}
        error={error?.fieldMessage('name')}
        onChange={(event) => onChange({ ...labels, name: event.target.value })}
      />
      <TextField
        label={t('loras:trigger')}
        value={labels.trigger}
        hint={isKept ? undefined : t('loras:emptyTrigger')}
        error={error?.fieldMessage('trigger')}
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => onChange({ ...labels, trigger: event.target.value })}
      />
      <SelectField
        label={t('loras:person')}
        value={labels.personId ?? ''}
        error={error?.fieldMessage('personId')}
        onChange={(event) => onChange({ ...labels, personId: Number(event.target.value) || null })}
      >
        <option value="">{t('loras:nobody')}</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {fullName(person)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('loras:whoSees')}
        value={labels.visibility}
        onChange={(event) =>
          onChange({ ...labels, visibility: event.target.value as LoraLabels['visibility'] })
        }
      >
        {visibilities.map((value) => (
          <option key={value} value={value}>
            {visibilityText(value)}
          </option>
        ))}
      </SelectField>
    </fieldset>
  );
}

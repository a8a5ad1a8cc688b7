import { SelectField, TextField } from '@/components/ui/field';
import type { ApiError } from '@/lib/api-error';
import { fullName } from '@/lib/format';
import { usePeople } from '@/lib/people';
import { visibilityText } from '../lib/lora-text';
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
        label="Name"
        value={labels.name}
        hint={isKept ? undefined : 'Left empty: the title in the file'}
        error={error?.fieldMessage('name')}
        onChange={(event) => onChange({ ...labels, name: event.target.value })}
      />
      <TextField
        label="Trigger word"
        value={labels.trigger}
        hint={isKept ? undefined : 'Left empty: the one in the file'}
        error={error?.fieldMessage('trigger')}
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => onChange({ ...labels, trigger: event.target.value })}
      />
      <SelectField
        label="Person"
        value={labels.personId ?? ''}
        error={error?.fieldMessage('personId')}
        onChange={(event) => onChange({ ...labels, personId: Number(event.target.value) || null })}
      >
        <option value="">Nobody in particular</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {fullName(person)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Who sees it"
        value={labels.visibility}
        onChange={(event) =>
          onChange({ ...labels, visibility: event.target.value as LoraLabels['visibility'] })
        }
      >
        {Object.entries(visibilityText).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </SelectField>
    </fieldset>
  );
}

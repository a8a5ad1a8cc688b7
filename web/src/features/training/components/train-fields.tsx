import type { ServerInfo } from '@/api/router';
import { SelectField, TextField } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import type { ApiError } from '@/lib/api-error';
import { fullName } from '@/lib/format';
import { usePeople } from '@/lib/people';
import { changeDraft, useTrainingDraft } from '../lib/draft';

interface Props {
  trainer: NonNullable<ServerInfo['trainer']>;
  personId: number | null;
  onPerson: (id: number | null) => void;
  error: ApiError | null;
}

const kinds = [
  { value: 'subject', label: 'A person or thing' },
  { value: 'style', label: 'A style' },
] as const;

/** What the LoRA is called, whose it is, and how long it is trained. */
export function TrainFields({ trainer, personId, onPerson, error }: Props) {
  const { people } = usePeople();
  const { name, trigger, steps, isStyle } = useTrainingDraft();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label="Name"
        value={name}
        required
        maxLength={120}
        error={error?.fieldMessage('name')}
        onChange={(event) => changeDraft({ name: event.target.value })}
      />
      <TextField
        label="Trigger word"
        value={trigger}
        required
        maxLength={80}
        autoCapitalize="off"
        spellCheck={false}
        hint="A word that means nothing yet, like adalv. Prompts call it by this; [trigger] in a caption stands for it."
        error={error?.fieldMessage('trigger')}
        onChange={(event) => changeDraft({ trigger: event.target.value })}
      />
      <Segmented
        legend="What the photos show"
        isLegendShown
        options={kinds}
        value={isStyle ? 'style' : 'subject'}
        onChange={(kind) => changeDraft({ isStyle: kind === 'style' })}
      />
      <SelectField
        label="Person"
        value={personId ?? ''}
        error={error?.fieldMessage('personId')}
        onChange={(event) => onPerson(Number(event.target.value) || null)}
      >
        <option value="">Nobody in particular</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {fullName(person)}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Steps"
        type="number"
        inputMode="numeric"
        min={trainer.minSteps}
        max={trainer.maxSteps}
        value={steps ?? ''}
        placeholder={String(trainer.defaultSteps)}
        hint={`${trainer.defaultSteps.toLocaleString()} are usual. More take longer, cost more, and can learn too much by heart.`}
        error={error?.fieldMessage('steps')}
        onChange={(event) => changeDraft({ steps: Math.round(event.target.valueAsNumber) || null })}
      />
    </div>
  );
}

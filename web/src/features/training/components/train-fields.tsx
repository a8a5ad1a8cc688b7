import type { ServerInfo } from '@/api/router';
import { SelectField, TextField } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { t } from '@/i18n';
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

/** What the LoRA is called, whose it is, and how long it is trained. */
export function TrainFields({ trainer, personId, onPerson, error }: Props) {
  const { people } = usePeople();
  const { name, trigger, steps, isStyle } = useTrainingDraft();
  const kinds = [
    { value: 'subject' as const, label: t('training:subject') },
    { value: 'style' as const, label: t('training:style') },
  ];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={t('loras:name')}
        value={name}
        required
        maxLength={120}
        error={error?.fieldMessage('name')}
        onChange={(event) => changeDraft({ name: event.target.value })}
      />
      <TextField
        label={t('loras:trigger')}
        value={trigger}
        required
        maxLength={80}
        autoCapitalize="off"
        spellCheck={false}
        hint={t('training:triggerHint')}
        error={error?.fieldMessage('trigger')}
        onChange={(event) => changeDraft({ trigger: event.target.value })}
      />
      <Segmented
        legend={t('training:whatPhotosShow')}
        isLegendShown
        options={kinds}
        value={isStyle ? 'style' : 'subject'}
        onChange={(kind) => changeDraft({ isStyle: kind === 'style' })}
      />
      <SelectField
        label={t('loras:person')}
        value={personId ?? ''}
        error={error?.fieldMessage('personId')}
        onChange={(event) => onPerson(Number(event.target.value) || null)}
      >
        <option value="">{t('loras:nobody')}</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {fullName(person)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('training:steps')}
        type="number"
        inputMode="numeric"
        min={trainer.minSteps}
        max={trainer.maxSteps}
        value={steps ?? ''}
        placeholder={String(trainer.defaultSteps)}
        hint={t('training:stepsHint', { usual: trainer.defaultSteps })}
        error={error?.fieldMessage('steps')}
        onChange={(event) => changeDraft({ steps: Math.round(event.target.valueAsNumber) || null })}
      />
    </div>
  );
}

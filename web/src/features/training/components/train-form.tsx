import type { ServerInfo, Training } from '@/api/router';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { useState, type SyntheticEvent } from 'react';
import { useTrainingDraft, type TrainingDraft } from '../lib/draft';
import { sendFiles, useSentFiles } from '../lib/sending';
import { dollars } from '../lib/training-text';
import { useTrain } from '../lib/use-train';
import { PhotoDrop } from './photo-drop';
import { PhotoList } from './photo-list';
import { TrainFields } from './train-fields';

type Trainer = NonNullable<ServerInfo['trainer']>;

interface Props {
  info: ServerInfo;
  trainer: Trainer;
  /** Whose it will be, unless changed. */
  personId: number | null;
  onOrdered: (training: Training) => void;
}

/** What is still missing, for people; null when it can be sent. */
function missingText(draft: TrainingDraft, trainer: Trainer, isSending: boolean): string | null {
  const { minImages, maxImages } = trainer;
  if (isSending) {
    return t('training:photosUnderWay');
  }
  if (draft.picks.length < minImages) {
    return t('training:tooFew', { more: minImages - draft.picks.length, least: minImages });
  }
  if (draft.picks.length > maxImages) {
    return t('training:tooMany', { most: maxImages });
  }
  return draft.name.trim() && draft.trigger.trim() ? null : t('training:namesMissing');
}

/** Photos, labels, price, and the button. What is filled in survives a reload. */
export function TrainForm({ info, trainer, personId, onOrdered }: Props) {
  const draft = useTrainingDraft();
  const isSending = useSentFiles().some((file) => file.reason === null);
  const [person, setPerson] = useState(personId);
  const { train, isPending, error } = useTrain(onOrdered);
  const steps = draft.steps ?? trainer.defaultSteps;
  const missing = missingText(draft, trainer, isSending);
  const hasPlainError = error?.fields.length === 0 && error.code !== 'UNAUTHORIZED';

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    train({
      name: draft.name,
      trigger: draft.trigger,
      uploads: draft.picks.map(({ id, caption, crop }) => ({ id, caption, crop })),
      steps,
      isStyle: draft.isStyle,
      ...(person !== null && { personId: person }),
    });
  };

  return (
    <form className="flex flex-col gap-6" onSubmit={submit}>
      <PhotoDrop
        onFiles={sendFiles}
        hint={t('training:photosHint', { from: trainer.minImages, to: trainer.maxImages })}
      />
      <PhotoList info={info} error={error} />
      <TrainFields trainer={trainer} personId={person} onPerson={setPerson} error={error} />
      {error?.fieldMessage('uploads') && (
        <p role="alert" className="text-danger">
          {t('training:photosProblem', { problem: error.fieldMessage('uploads') })}
        </p>
      )}
      {hasPlainError && (
        <p role="alert" className="rounded-control bg-danger-soft px-3.5 py-2.5 text-danger">
          {error.message}
        </p>
      )}
      <footer className="sticky bottom-16 z-10 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 rounded-card border border-line bg-raised p-3 shadow-small sm:bottom-4">
        <p className="min-w-0 flex-1 basis-40 text-small text-muted">
          <strong className="block text-base text-ink">
            {t('training:costs', { price: dollars((steps / 1000) * trainer.usdPer1000Steps) })}
          </strong>
          {missing ?? t('training:stepsAt', { count: steps, trainer: trainer.title })}
        </p>
        <Button
          type="submit"
          tone="accent"
          size="large"
          icon="spark"
          isBusy={isPending}
          disabled={isPending || missing !== null || !trainer.isAvailable}
        >
          {t('training:train')}
        </Button>
      </footer>
    </form>
  );
}

import { Banner } from '@/components/ui/banner';
import { NoTrainer } from '@/features/training/components/no-trainer';
import { TrainForm } from '@/features/training/components/train-form';
import { TrainingsList } from '@/features/training/components/trainings-list';
import { useSelectedPerson } from '@/lib/people';
import { useServerInfo } from '@/lib/server-info';
import { usePageTitle } from '@/lib/title';
import { useNavigate } from '@tanstack/react-router';
import { PageHead } from './page-head';
import { SignedInOnly } from './signed-in-only';

function Training() {
  const info = useServerInfo();
  const person = useSelectedPerson();
  const navigate = useNavigate();
  if (!info) {
    return null;
  }
  const { trainer } = info;
  return (
    <>
      {trainer && !trainer.isAvailable && (
        <Banner icon="warning" tone="danger" className="mb-6 rounded-card">
          {trainer.title} cannot train now: {trainer.reason}
        </Banner>
      )}
      {trainer ? (
        <TrainForm
          key={person?.id ?? 0}
          info={info}
          trainer={trainer}
          personId={person?.id ?? null}
          onOrdered={({ id }) =>
            void navigate({ to: '/train/$trainingId', params: { trainingId: id } })
          }
        />
      ) : (
        <NoTrainer />
      )}
      <TrainingsList />
    </>
  );
}

export function TrainRoute() {
  usePageTitle('Train a LoRA');
  return (
    <div className="mx-auto max-w-4xl">
      <PageHead
        title="Train a LoRA"
        note={
          <p className="text-muted">
            From photos of a person, a thing or a style. It takes some minutes; you need not stay.
          </p>
        }
      />
      <SignedInOnly icon="spark" title="Sign in to train a LoRA">
        <Training />
      </SignedInOnly>
    </div>
  );
}

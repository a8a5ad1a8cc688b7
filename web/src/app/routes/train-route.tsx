import { Banner } from '@/components/ui/banner';
import { NoTrainer } from '@/features/training/components/no-trainer';
import { TrainForm } from '@/features/training/components/train-form';
import { TrainingsList } from '@/features/training/components/trainings-list';
import { t } from '@/i18n';
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
          {t('shell:cannotTrain', { trainer: trainer.title, reason: trainer.reason })}
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
  usePageTitle(t('shell:train'));
  return (
    <div className="mx-auto max-w-4xl">
      <PageHead
        title={t('shell:train')}
        note={<p className="text-muted">{t('shell:trainNote')}</p>}
      />
      <SignedInOnly icon="spark" title={t('shell:signInTrain')}>
        <Training />
      </SignedInOnly>
    </div>
  );
}

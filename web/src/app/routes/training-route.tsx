import { FailureNote } from '@/components/failure-note';
import { Skeleton } from '@/components/ui/skeleton';
import { TrainingView } from '@/features/training/components/training-view';
import { draftFrom } from '@/features/training/lib/draft';
import { useTraining } from '@/features/training/lib/use-training';
import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';
import { usePageTitle } from '@/lib/title';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOverlays } from '../overlays';
import { NotFound } from './not-found';
import { PageHead } from './page-head';
import { SignedInOnly } from './signed-in-only';

const route = getRouteApi('/train/$trainingId');

function Training({ id }: { id: string }) {
  const { training, error, refetch } = useTraining(id);
  const { openGenerate } = useOverlays();
  const navigate = useNavigate();
  usePageTitle(training?.name ?? t('shell:training'));
  if (training) {
    return (
      <>
        <PageHead title={training.name} />
        <TrainingView
          training={training}
          onGenerate={() => openGenerate(training.id)}
          onTryAgain={() => {
            draftFrom(training);
            void navigate({ to: '/train' });
          }}
        />
      </>
    );
  }
  if (!error) {
    return <Skeleton className="h-64 rounded-card" />;
  }
  return toApiError(error).code === 'NOT_FOUND' ? (
    <NotFound />
  ) : (
    <FailureNote title={t('shell:trainingFailed')} error={error} onRetry={refetch} />
  );
}

export function TrainingRoute() {
  const { trainingId } = route.useParams();
  return (
    <div className="mx-auto max-w-4xl">
      <SignedInOnly icon="spark" title={t('shell:signInTraining')}>
        <Training key={trainingId} id={trainingId} />
      </SignedInOnly>
    </div>
  );
}

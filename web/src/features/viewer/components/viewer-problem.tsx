import { FailureNote } from '@/components/failure-note';
import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';

/** Why a picture cannot be shown. */
export function ViewerProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { code } = toApiError(error);
  if (code === 'FORBIDDEN' || code === 'UNAUTHORIZED') {
    return (
      <Empty icon="lock" title={t('viewer:notYours')}>
        {t('viewer:notYoursNote')}
      </Empty>
    );
  }
  if (code === 'NOT_FOUND' || code === 'BAD_REQUEST') {
    return (
      <Empty icon="pictures" title={t('viewer:gone')}>
        {t('viewer:goneNote')}
      </Empty>
    );
  }
  return <FailureNote title={t('viewer:notLoaded')} error={error} onRetry={onRetry} />;
}

import { FailureNote } from '@/components/failure-note';
import { Dialog } from '@/components/ui/dialog';
import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';

interface Props {
  /** Null when there was an answer, with nothing in it. */
  error: unknown;
  onRetry: () => void;
  onClose: () => void;
}

/** Why there is nothing to pick from. */
export function CullProblem({ error, onRetry, onClose }: Props) {
  const isThere = error && !['NOT_FOUND', 'BAD_REQUEST'].includes(toApiError(error).code);
  return (
    <Dialog title={t('viewer:pickBest')} onClose={onClose} className="w-[28rem]">
      {isThere ? (
        <FailureNote title={t('viewer:notLoaded')} error={error} onRetry={onRetry} />
      ) : (
        <Empty icon="pictures" title={t('viewer:noBatch')}>
          {t('viewer:noBatchNote')}
        </Empty>
      )}
    </Dialog>
  );
}

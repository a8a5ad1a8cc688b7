import { FailureNote } from '@/components/failure-note';
import { Empty } from '@/components/ui/empty';
import { toApiError } from '@/lib/api-error';

/** Why a picture cannot be shown. */
export function ViewerProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const isGone = ['NOT_FOUND', 'FORBIDDEN', 'BAD_REQUEST'].includes(toApiError(error).code);
  return (
    <div className="grid h-full place-items-center">
      {isGone ? (
        <Empty icon="pictures" title="There is no such picture">
          It may have been removed, or it is somebody else’s and not public.
        </Empty>
      ) : (
        <FailureNote title="The picture could not be loaded" error={error} onRetry={onRetry} />
      )}
    </div>
  );
}

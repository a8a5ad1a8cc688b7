import { FailureNote } from '@/components/failure-note';
import { Empty } from '@/components/ui/empty';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';
import { usePageTitle } from '@/lib/title';
import { sharedTitle } from '../lib/share-text';
import { useShared } from '../lib/use-shared';
import { PasswordForm } from './password-form';
import { SharedPictures } from './shared-pictures';

interface Props {
  token: string;
  /** The picture that is seen large. */
  pictureId: string | undefined;
  onOpen: (id: string) => void;
  onStep: (id: string) => void;
  onClose: () => void;
}

function Loading() {
  return (
    <div role="status" aria-label={t('shares:loading')} aria-busy className="flex flex-col gap-8">
      <Skeleton className="h-10 w-72 max-w-full" />
      <div className="grid grid-cols-2 gap-1.5 sm:grid-cols-4">
        {[0, 1, 2, 3].map((at) => (
          <Skeleton key={at} className="aspect-square rounded-small" />
        ))}
      </div>
    </div>
  );
}

/** What whoever has the link sees, in each of its states: on its way, gone, locked, empty, shown. */
export function SharedView({ token, ...viewer }: Props) {
  const shared = useShared(token);
  const { query, head, unlock } = shared;
  usePageTitle(sharedTitle(head));

  if (query.error && toApiError(query.error).code === 'NOT_FOUND') {
    return (
      <div className="py-[8dvh]">
        <Empty icon="link" title={t('shares:goneTitle')}>
          {t('shares:goneNote')}
        </Empty>
      </div>
    );
  }
  if (query.error && !head) {
    return (
      <FailureNote
        title={t('shares:failed')}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (!head) {
    return <Loading />;
  }
  return head.isLocked ? (
    <PasswordForm token={token} onPass={unlock} />
  ) : (
    <SharedPictures token={token} head={head} shared={shared} {...viewer} />
  );
}

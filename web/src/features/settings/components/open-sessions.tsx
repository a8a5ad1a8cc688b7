import { FailureNote } from '@/components/failure-note';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { queryClient } from '@/lib/query-client';
import { showToast } from '@/lib/toasts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { OpenSessionRow } from './open-session-row';

/** Where the wallet is signed in, and the way to end that. */
export function OpenSessions() {
  const { data, error, refetch } = useQuery(api.auth.sessions.queryOptions());
  const [isAsking, setIsAsking] = useState(false);
  const endOthers = useMutation(
    api.auth.endOtherSessions.mutationOptions({
      onSuccess: async ({ ended }) => {
        showToast(t('sessions:othersEnded', { count: ended }));
        await queryClient.invalidateQueries(api.auth.sessions.pathFilter());
      },
      onSettled: () => setIsAsking(false),
    }),
  );
  if (error && !data) {
    return (
      <FailureNote title={t('sessions:failed')} error={error} onRetry={() => void refetch()} />
    );
  }
  if (!data) {
    return <Skeleton className="h-16" />;
  }
  return (
    <div className="flex flex-col items-start gap-4">
      <ul className="w-full divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {data.items.map((session) => (
          <OpenSessionRow key={session.id} session={session} />
        ))}
      </ul>
      {data.items.some((session) => !session.isCurrent) && (
        <Button icon="signOut" onClick={() => setIsAsking(true)}>
          {t('sessions:endOthers')}
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('sessions:othersTitle')}
          action={t('sessions:endOthers')}
          isBusy={endOthers.isPending}
          onClose={() => setIsAsking(false)}
          onConfirm={() => endOthers.mutate()}
        >
          {t('sessions:endNote')}
        </ConfirmDialog>
      )}
    </div>
  );
}

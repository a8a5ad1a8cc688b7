import type { OpenSession } from '@/api/router';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { dayAndTime } from '@/lib/format';
import { queryClient } from '@/lib/query-client';
import { showToast } from '@/lib/toasts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

export function OpenSessionRow({ session }: { session: OpenSession }) {
  const [isAsking, setIsAsking] = useState(false);
  const device = session.device || t('sessions:unknownDevice');
  const end = useMutation(
    api.auth.endSession.mutationOptions({
      onSuccess: async () => {
        showToast(t('sessions:ended', { device }));
        await queryClient.invalidateQueries(api.auth.sessions.pathFilter());
      },
      onError: () => setIsAsking(false),
    }),
  );
  const opened = dayAndTime(session.createdAt);
  return (
    <li className="flex items-center gap-3 p-3 pl-4">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-semibold break-words">
          {device}
          {session.isCurrent && <Badge tone="accent">{t('sessions:current')}</Badge>}
        </p>
        <p className="text-small text-muted">
          {session.lastSeenAt
            ? t('sessions:seen', { opened, seen: dayAndTime(session.lastSeenAt) })
            : t('sessions:opened', { opened })}
        </p>
      </div>
      {!session.isCurrent && (
        <IconButton
          label={t('sessions:end', { device })}
          icon="signOut"
          onClick={() => setIsAsking(true)}
        />
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('sessions:endTitle', { device })}
          action={t('sessions:endAction')}
          isBusy={end.isPending}
          onClose={() => setIsAsking(false)}
          onConfirm={() => end.mutate({ id: session.id })}
        >
          {t('sessions:endNote')}
        </ConfirmDialog>
      )}
    </li>
  );
}

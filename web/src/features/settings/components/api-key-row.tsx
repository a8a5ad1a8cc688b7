import type { ApiKey } from '@/api/router';
import { IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { api } from '@/lib/api';
import { day, dayAndTime } from '@/lib/format';
import { queryClient } from '@/lib/query-client';
import { showToast } from '@/lib/toasts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

export function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const [isAsking, setIsAsking] = useState(false);
  const revoke = useMutation(
    api.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        showToast(`${apiKey.name} works no longer`);
        await queryClient.invalidateQueries(api.tokens.list.pathFilter());
      },
      onError: () => setIsAsking(false),
    }),
  );
  const used = apiKey.lastUsedAt ? `last used ${dayAndTime(apiKey.lastUsedAt)}` : 'never used';
  return (
    <li className="flex items-center gap-3 p-3 pl-4">
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold">{apiKey.name}</p>
        <p className="text-small text-muted">
          <code className="font-mono text-tiny">{apiKey.prefix}…</code> · made{' '}
          {day(apiKey.createdAt)}, {used}
        </p>
      </div>
      <IconButton label={`Revoke ${apiKey.name}`} icon="trash" onClick={() => setIsAsking(true)} />
      {isAsking && (
        <ConfirmDialog
          title={`Revoke ${apiKey.name}?`}
          action="Revoke the key"
          isBusy={revoke.isPending}
          onClose={() => setIsAsking(false)}
          onConfirm={() => revoke.mutate({ id: apiKey.id })}
        >
          Programs that use it are refused from now on.
        </ConfirmDialog>
      )}
    </li>
  );
}

import type { ApiKey } from '@/api/router';
import { IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { t } from '@/i18n';
import { Rich } from '@/i18n/rich';
import { api } from '@/lib/api';
import { day, dayAndTime } from '@/lib/format';
import { queryClient } from '@/lib/query-client';
import { showToast } from '@/lib/toasts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

export function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { id, name, prefix, createdAt, lastUsedAt } = apiKey;
  const [isAsking, setIsAsking] = useState(false);
  const revoke = useMutation(
    api.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        showToast(t('apiKeys:revoked', { name }));
        await queryClient.invalidateQueries(api.tokens.list.pathFilter());
      },
      onError: () => setIsAsking(false),
    }),
  );
  const made = day(createdAt);
  return (
    <li className="flex items-center gap-3 p-3 pl-4">
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold">{name}</p>
        <p className="text-small text-muted">
          <Rich
            text={
              lastUsedAt
                ? t('apiKeys:madeAndUsed', { prefix, made, used: dayAndTime(lastUsedAt) })
                : t('apiKeys:madeNeverUsed', { prefix, made })
            }
            parts={{ code: (text) => <code className="font-mono text-tiny">{text}</code> }}
          />
        </p>
      </div>
      <IconButton
        label={t('apiKeys:revoke', { name })}
        icon="trash"
        onClick={() => setIsAsking(true)}
      />
      {isAsking && (
        <ConfirmDialog
          title={t('apiKeys:revokeTitle', { name })}
          action={t('apiKeys:revokeAction')}
          isBusy={revoke.isPending}
          onClose={() => setIsAsking(false)}
          onConfirm={() => revoke.mutate({ id })}
        >
          {t('apiKeys:revokeNote')}
        </ConfirmDialog>
      )}
    </li>
  );
}

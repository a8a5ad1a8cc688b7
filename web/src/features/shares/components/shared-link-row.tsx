import type { Share } from '@/api/router';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { queryClient } from '@/lib/query-client';
import { showToast } from '@/lib/toasts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { copyLink } from '../lib/copy-link';
import { shareName, untilText } from '../lib/share-text';

function Badges({ share }: { share: Share }) {
  return (
    <>
      {share.hasEnded && <Badge tone="danger">{t('shares:ended')}</Badge>}
      {share.hasPassword && <Badge>{t('shares:hasPassword')}</Badge>}
      {share.showsRecipe && <Badge tone="accent">{t('shares:withRecipe')}</Badge>}
      {share.showsOwner && <Badge tone="accent">{t('shares:withOwner')}</Badge>}
    </>
  );
}

export function SharedLinkRow({ share }: { share: Share }) {
  const [isAsking, setIsAsking] = useState(false);
  const name = shareName(share);
  const revoke = useMutation(
    api.shares.revoke.mutationOptions({
      onSuccess: async () => {
        showToast(t('shares:revoked'));
        await queryClient.invalidateQueries(api.shares.list.pathFilter());
      },
      onError: () => setIsAsking(false),
    }),
  );
  return (
    <li className="flex items-center gap-1 p-3 pl-4">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {share.hasEnded ? (
            <span className="min-w-0 truncate font-semibold text-muted">{name}</span>
          ) : (
            <a
              href={share.url}
              target="_blank"
              rel="noreferrer"
              className="min-w-0 truncate font-semibold underline-offset-4 hover:underline"
            >
              {name}
            </a>
          )}
          <Badges share={share} />
        </p>
        <p className="text-small text-muted">
          {untilText(share)} · {t('shares:opened', { count: share.openedCount })}
        </p>
      </div>
      {!share.hasEnded && (
        <IconButton
          label={t('shares:copyNamed', { name })}
          icon="copy"
          onClick={() => void copyLink(share)}
        />
      )}
      <IconButton
        label={t('shares:revoke', { name })}
        icon="trash"
        onClick={() => setIsAsking(true)}
      />
      {isAsking && (
        <ConfirmDialog
          title={t('shares:revokeQuestion', { name })}
          action={t('shares:revokeAction')}
          isBusy={revoke.isPending}
          onClose={() => setIsAsking(false)}
          onConfirm={() => revoke.mutate({ id: share.id })}
        >
          {t('shares:revokeNote')}
        </ConfirmDialog>
      )}
    </li>
  );
}

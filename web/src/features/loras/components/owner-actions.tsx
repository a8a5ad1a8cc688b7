import type { LoraDetail } from '@/api/router';
import { Button, IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { lazyPart } from '@/lib/lazy-part';
import { queryClient } from '@/lib/query-client';
import { showToast } from '@/lib/toasts';
import { useMutation } from '@tanstack/react-query';
import { Suspense, useState } from 'react';

const EditDialog = lazyPart(async () => (await import('./edit-dialog')).EditDialog);

interface Props {
  lora: LoraDetail;
  onRemoved: () => void;
}

/** What the owner of a LoRA can do with it. */
export function OwnerActions({ lora, onRemoved }: Props) {
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const remove = useMutation(
    api.loras.remove.mutationOptions({
      onSuccess: async () => {
        showToast(t('loras:removed', { name: lora.name }));
        onRemoved();
        await queryClient.invalidateQueries(api.loras.list.pathFilter());
      },
      onError: () => setOpen(null),
    }),
  );
  return (
    <>
      <Button icon="edit" onClick={() => setOpen('edit')}>
        {t('loras:edit')}
      </Button>
      <IconButton
        label={t('loras:removeName', { name: lora.name })}
        icon="trash"
        className="size-10"
        onClick={() => setOpen('remove')}
      />
      <Suspense fallback={null}>
        {open === 'edit' && <EditDialog lora={lora} onClose={() => setOpen(null)} />}
      </Suspense>
      {open === 'remove' && (
        <ConfirmDialog
          title={t('loras:removeQuestion', { name: lora.name })}
          action={t('loras:remove')}
          isBusy={remove.isPending}
          onClose={() => setOpen(null)}
          onConfirm={() => remove.mutate({ id: lora.id })}
        >
          {t('loras:removeNote')}
        </ConfirmDialog>
      )}
    </>
  );
}

import type { LoraDetail } from '@/api/router';
import { Button, IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { api } from '@/lib/api';
import { queryClient } from '@/lib/query-client';
import { showToast } from '@/lib/toasts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { EditDialog } from './edit-dialog';

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
        showToast(`${lora.name} removed`);
        onRemoved();
        await queryClient.invalidateQueries(api.loras.list.pathFilter());
      },
      onError: () => setOpen(null),
    }),
  );
  return (
    <>
      <Button icon="edit" onClick={() => setOpen('edit')}>
        Edit
      </Button>
      <IconButton
        label={`Remove ${lora.name}`}
        icon="trash"
        className="size-10"
        onClick={() => setOpen('remove')}
      />
      {open === 'edit' && <EditDialog lora={lora} onClose={() => setOpen(null)} />}
      {open === 'remove' && (
        <ConfirmDialog
          title={`Remove ${lora.name}?`}
          action="Remove the LoRA"
          isBusy={remove.isPending}
          onClose={() => setOpen(null)}
          onConfirm={() => remove.mutate({ id: lora.id })}
        >
          Its file is deleted and no more pictures can be made with it. The pictures made so far
          stay with their makers.
        </ConfirmDialog>
      )}
    </>
  );
}

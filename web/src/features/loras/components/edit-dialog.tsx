import type { LoraDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { toApiError } from '@/lib/api-error';
import { queryClient } from '@/lib/query-client';
import { showToast } from '@/lib/toasts';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { LoraLabels } from '../lib/upload-lora';
import { LabelFields } from './label-fields';

interface Props {
  lora: LoraDetail;
  onClose: () => void;
}

export function EditDialog({ lora, onClose }: Props) {
  const { name, trigger, personId, visibility } = lora;
  const [labels, setLabels] = useState<LoraLabels>({ name, trigger, personId, visibility });
  const [scale, setScale] = useState(String(lora.defaultScale));
  const update = useMutation(
    api.loras.update.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: async (changed) => {
        showToast(t('loras:saved'));
        onClose();
        queryClient.setQueryData(api.loras.byId.queryKey({ id: lora.id }), changed);
        await queryClient.invalidateQueries(api.loras.list.pathFilter());
      },
    }),
  );
  const error = update.error ? toApiError(update.error) : null;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    update.mutate({
      id: lora.id,
      ...labels,
      personId: labels.personId ?? 0,
      defaultScale: Number(scale.replace(',', '.')),
    });
  };

  return (
    <Dialog
      title={t('loras:editName', { name: lora.name })}
      onClose={onClose}
      className="flex w-[32rem] flex-col"
    >
      <form className="flex min-h-0 flex-col gap-4 overflow-y-auto p-5" onSubmit={submit}>
        <LabelFields
          labels={labels}
          onChange={setLabels}
          error={error}
          isDisabled={update.isPending}
          isKept
        />
        <TextField
          label={t('loras:strength')}
          inputMode="decimal"
          className="sm:w-1/2"
          hint={t('loras:strengthHint')}
          value={scale}
          error={error?.fieldMessage('defaultScale')}
          onChange={(event) => setScale(event.target.value)}
        />
        {error?.fields.length === 0 && (
          <p role="alert" className="text-danger">
            {error.message}
          </p>
        )}
        <footer className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" tone="ink" isBusy={update.isPending}>
            {t('loras:save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

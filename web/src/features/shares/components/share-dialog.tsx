import { Dialog } from '@/components/ui/dialog';
import { Segmented } from '@/components/ui/segmented';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { toApiError } from '@/lib/api-error';
import { queryClient } from '@/lib/query-client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ReadyLink } from './ready-link';
import { ShareForm } from './share-form';

/** What a link can lead to. */
export type Shareable =
  { imageIds: readonly string[] } | { batchId: string } | { loraTrainingId: string };

interface Props {
  what: Shareable;
  /** The batch of a picture, which may be shared instead. */
  batchId?: string;
  onClose: () => void;
}

function noteOf(what: Shareable): string {
  if ('loraTrainingId' in what) {
    return t('shares:ofLora');
  }
  return 'batchId' in what
    ? t('shares:ofBatch')
    : t('shares:ofImages', { count: what.imageIds.length });
}

function inputOf(what: Shareable) {
  return 'imageIds' in what ? { imageIds: [...what.imageIds] } : what;
}

/** Makes a link to one's own pictures, then hands it out. */
export function ShareDialog({ what, batchId, onClose }: Props) {
  const [isBatch, setIsBatch] = useState(false);
  const create = useMutation(
    api.shares.create.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: () => queryClient.invalidateQueries(api.shares.list.pathFilter()),
    }),
  );
  const chosen = isBatch && batchId !== undefined ? { batchId } : what;

  return (
    <Dialog
      title={create.data ? t('shares:ready') : t('shares:dialogTitle')}
      onClose={onClose}
      className="flex w-[30rem] flex-col"
    >
      {create.data ? (
        <ReadyLink share={create.data} onDone={onClose} />
      ) : (
        <ShareForm
          isBusy={create.isPending}
          error={create.error ? toApiError(create.error) : null}
          onClose={onClose}
          onSubmit={(wish) => create.mutate({ ...inputOf(chosen), ...wish })}
        >
          {batchId !== undefined && (
            <Segmented
              legend={t('shares:what')}
              options={[
                { value: 'picture', label: t('shares:thisPicture') },
                { value: 'batch', label: t('shares:wholeBatch') },
              ]}
              value={isBatch ? 'batch' : 'picture'}
              onChange={(value) => setIsBatch(value === 'batch')}
            />
          )}
          <p className="text-muted">{noteOf(chosen)}</p>
        </ShareForm>
      )}
    </Dialog>
  );
}

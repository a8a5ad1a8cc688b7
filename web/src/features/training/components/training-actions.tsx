import type { Training } from '@/api/router';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { queryClient } from '@/lib/query-client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { isOpen } from '../lib/training-text';

interface Props {
  training: Training;
  onGenerate: () => void;
  onTryAgain: () => void;
}

function Cancel({ training }: { training: Training }) {
  const [isAsking, setIsAsking] = useState(false);
  const cancel = useMutation(
    api.training.cancel.mutationOptions({
      onSuccess: (cancelled) => {
        queryClient.setQueryData(api.training.byId.queryKey({ id: cancelled.id }), cancelled);
      },
      onSettled: () => setIsAsking(false),
    }),
  );
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t('training:cancel')}</Button>
      {isAsking && (
        <ConfirmDialog
          title={t('training:cancelQuestion', { name: training.name })}
          action={t('training:cancel')}
          isBusy={cancel.isPending}
          onClose={() => setIsAsking(false)}
          onConfirm={() => cancel.mutate({ id: training.id })}
        >
          {t('training:cancelNote')}
        </ConfirmDialog>
      )}
    </>
  );
}

function Generate({ training, onGenerate }: Omit<Props, 'onTryAgain'>) {
  const { data: lora } = useQuery(api.loras.byId.queryOptions({ id: training.id }));
  return (
    <>
      <Button
        tone="accent"
        size="large"
        icon="spark"
        disabled={!lora?.canGenerate}
        onClick={onGenerate}
      >
        {t('training:generateNow')}
      </Button>
      <Link
        to="/loras/$loraId"
        params={{ loraId: training.id }}
        className="self-center font-semibold underline"
      >
        {t('training:seeLora')}
      </Link>
      {lora && !lora.canGenerate && (
        <p className="basis-full text-small text-muted">
          {t('training:noEngine', { model: lora.baseModel })}
        </p>
      )}
    </>
  );
}

/** What can be done with a training as it stands. */
export function TrainingActions({ training, onGenerate, onTryAgain }: Props) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2">
      {isOpen(training.state) && <Cancel training={training} />}
      {training.state === 'completed' && <Generate training={training} onGenerate={onGenerate} />}
      {(training.state === 'failed' || training.state === 'cancelled') && (
        <Button tone="accent" icon="undo" onClick={onTryAgain}>
          {t('common:tryAgain')}
        </Button>
      )}
    </div>
  );
}

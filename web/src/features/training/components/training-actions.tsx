import type { Training } from '@/api/router';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
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
      <Button onClick={() => setIsAsking(true)}>Cancel the training</Button>
      {isAsking && (
        <ConfirmDialog
          title={`Cancel ${training.name}?`}
          action="Cancel the training"
          isBusy={cancel.isPending}
          onClose={() => setIsAsking(false)}
          onConfirm={() => cancel.mutate({ id: training.id })}
        >
          There will be no LoRA. What the trainer has worked already may still cost something.
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
        Generate now
      </Button>
      <Link
        to="/loras/$loraId"
        params={{ loraId: training.id }}
        className="self-center font-semibold underline"
      >
        See the LoRA
      </Link>
      {lora && !lora.canGenerate && (
        <p className="basis-full text-small text-muted">
          It is made for {lora.baseModel}; no engine of this server can use it now.
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
          Try again
        </Button>
      )}
    </div>
  );
}

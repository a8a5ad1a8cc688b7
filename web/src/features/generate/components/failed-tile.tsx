import type { GenerationBatch, GenerationFailure } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { inputOfBatch } from '../lib/generation-input';
import { isOpen } from '../lib/run';
import { useSubmit } from '../lib/use-submit';

interface Props {
  batch: GenerationBatch;
  failure: GenerationFailure;
  isBlocked: boolean;
  /** Of this picture. */
  loraScale: number;
}

/** Why a picture of a batch is missing, and the way to try once more. */
export function FailedTile({ batch, failure, isBlocked, loraScale }: Props) {
  const { submit, isPending } = useSubmit();
  return (
    <div className="flex size-full flex-col items-center justify-center gap-2 overflow-y-auto bg-danger-soft p-3 text-center text-small">
      <Icon name="warning" className="text-danger" />
      <p className="text-pretty">{failure.message}</p>
      {!isOpen(batch) && (
        <Button
          size="small"
          isBusy={isPending}
          title="Uses one generation"
          onClick={() => submit(inputOfBatch(batch, { numImages: 1, loraScale }))}
        >
          {isBlocked ? 'Try another seed' : 'Try again'}
        </Button>
      )}
    </div>
  );
}

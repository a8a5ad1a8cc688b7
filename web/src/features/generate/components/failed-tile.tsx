import type { GenerationBatch, GenerationFailure } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
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
    <div className="flex size-full flex-col items-center justify-center gap-1.5 overflow-y-auto border border-dashed border-line-strong/60 bg-sunken p-3 text-center text-small">
      <Icon name={isBlocked ? 'lock' : 'warning'} className="text-danger" />
      <p className="font-semibold">{isBlocked ? t('generate:blocked') : t('generate:notDrawn')}</p>
      <p className="text-pretty text-muted">{failure.message}</p>
      {!isOpen(batch) && (
        <>
          <Button
            size="small"
            icon={isBlocked ? 'dice' : 'undo'}
            className="mt-1"
            isBusy={isPending}
            onClick={() => submit(inputOfBatch(batch, { numImages: 1, loraScale }))}
          >
            {isBlocked ? t('generate:newSeed') : t('common:tryAgain')}
          </Button>
          <p className="text-tiny text-muted">{t('generate:usesOne')}</p>
        </>
      )}
    </div>
  );
}

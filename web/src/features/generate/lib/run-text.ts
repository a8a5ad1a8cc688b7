import type { GenerationBatch } from '@/api/router';
import { t } from '@/i18n';
import { isOpen, type Run } from './run';

/** How far a batch is, in a few words. Changes rarely enough to be read out. */
export function phaseText({ batch, position }: Run): string {
  if (!isOpen(batch)) {
    return endText(batch);
  }
  if (batch.images.length > 0) {
    return t('generate:someReady', { made: batch.images.length, count: batch.numImages });
  }
  if (position !== null && position > 0) {
    return t('generate:ahead', { count: position });
  }
  return batch.state === 'running' ? t('generate:drawing') : t('generate:waiting');
}

/** How a batch ended. */
export function endText({ state, images, numImages }: GenerationBatch): string {
  const made = images.length;
  switch (state) {
    case 'failed':
      return t('generate:noneMade');
    case 'cancelled':
      return made > 0 ? t('generate:cancelledKept', { count: made }) : t('generate:cancelled');
    default:
      return made < numImages
        ? t('generate:someReady', { made, count: numImages })
        : t('generate:allReady', { count: made });
  }
}

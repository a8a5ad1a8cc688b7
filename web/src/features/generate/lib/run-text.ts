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

const kMinute = 60;
const kCalm = 20;

/** How much longer it probably takes, for the clock beside the phase; null where nobody knows, or it is overdue. */
export function expectedText({ batch, notedAt }: Run, now: number): string | null {
  const passed = Math.max(0, now - notedAt) / 1000;
  const left = (batch.expectedSeconds ?? 0) - passed;
  if (!isOpen(batch) || left < 1) {
    return null;
  }
  if (left >= 1.5 * kMinute) {
    return t('common:minutes', { count: Math.round(left / kMinute) });
  }
  return t('common:seconds', { count: left > kCalm ? Math.ceil(left / 5) * 5 : Math.ceil(left) });
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

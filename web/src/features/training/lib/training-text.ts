import type { Training, TrainingState } from '@/api/router';
import { language, t } from '@/i18n';

export function isOpen(state: TrainingState): boolean {
  return !['completed', 'failed', 'cancelled'].includes(state);
}

/** $2.00 */
export function dollars(usd: number): string {
  return usd.toLocaleString(language(), { style: 'currency', currency: 'USD' });
}

type Standing = Pick<Training, 'state' | 'queuePosition' | 'stepsDone' | 'steps'>;

function runningText({ queuePosition, stepsDone, steps }: Standing): string {
  if (queuePosition !== null) {
    return queuePosition > 0
      ? t('training:aheadAtTrainer', { count: queuePosition })
      : t('training:nextAtTrainer');
  }
  return stepsDone > 0
    ? t('training:stepOf', { done: stepsDone, all: steps })
    : t('training:atWork');
}

/** How far a training is, in a few words. */
export function phaseText(training: Standing): string {
  switch (training.state) {
    case 'queued':
      return training.queuePosition !== null && training.queuePosition > 0
        ? t('training:ahead', { count: training.queuePosition })
        : t('training:waiting');
    case 'preparing':
      return t('training:packing');
    case 'submitting':
      return t('training:handing');
    case 'running':
      return runningText(training);
    case 'completed':
      return t('training:ready');
    case 'failed':
      return t('training:failed');
    case 'cancelled':
      return t('training:cancelled');
  }
}

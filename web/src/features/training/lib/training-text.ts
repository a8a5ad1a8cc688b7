import type { Training, TrainingState } from '@/api/router';
import { count } from '@/lib/format';

export function isOpen(state: TrainingState): boolean {
  return !['completed', 'failed', 'cancelled'].includes(state);
}

/** $2.00 */
export function dollars(usd: number): string {
  return usd.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
}

type Standing = Pick<Training, 'state' | 'queuePosition' | 'stepsDone' | 'steps'>;

function runningText({ queuePosition, stepsDone, steps }: Standing): string {
  if (queuePosition !== null) {
    return queuePosition > 0
      ? `Waiting at the trainer, ${count(queuePosition, 'training')} ahead`
      : 'Next in line at the trainer';
  }
  return stepsDone > 0
    ? `Step ${stepsDone.toLocaleString()} of ${steps.toLocaleString()}`
    : 'The trainer is at work';
}

/** How far a training is, in a few words. */
export function phaseText(training: Standing): string {
  switch (training.state) {
    case 'queued':
      return training.queuePosition !== null && training.queuePosition > 0
        ? `Waiting, ${count(training.queuePosition, 'training')} ahead`
        : 'Waiting for its turn';
    case 'preparing':
      return 'Packing the photos';
    case 'submitting':
      return 'Handing the photos to the trainer';
    case 'running':
      return runningText(training);
    case 'completed':
      return 'Ready';
    case 'failed':
      return 'The training failed';
    case 'cancelled':
      return 'Cancelled';
  }
}

import { t } from '@/i18n';
import type { GeneratedImage, GenerationBatch } from '@/api/router';

/** One strength of a ladder, and what has become of it. */
export interface Rung {
  index: number;
  scale: number;
  image: GeneratedImage | null;
  /** Why there is no picture. */
  problem: string | null;
}

/** The strengths that a ladder tries when nobody asks for others. */
export const usualScales: readonly number[] = [0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6];

export function isDone({ state }: GenerationBatch): boolean {
  return state !== 'queued' && state !== 'running';
}

function problemOf(batch: GenerationBatch, index: number): string | null {
  const job = batch.jobs[index];
  return job?.failure?.message ?? (isDone(batch) ? t('ladder:noPicture') : null);
}

/** Its places from weak to strong, filled or not; before it is begun, those to come. */
export function rungsOf(batch: GenerationBatch | undefined): Rung[] {
  if (!batch) {
    return usualScales.map((scale, index) => ({ index, scale, image: null, problem: null }));
  }
  return batch.jobs.map(({ index, loraScale }) => {
    const image = batch.images.find((candidate) => candidate.index === index) ?? null;
    return { index, scale: loraScale, image, problem: image ? null : problemOf(batch, index) };
  });
}

/** 1 is "1.0": all of a ladder look alike. */
export function scaleText(scale: number): string {
  return Number.isInteger(scale * 10) ? scale.toFixed(1) : scale.toFixed(2);
}

const steps: Partial<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

/** Where a key leads from a place of a list; null for keys that lead nowhere. */
export function placeAfter(key: string, from: number, count: number): number | null {
  if (key === 'Home') {
    return 0;
  }
  if (key === 'End') {
    return count - 1;
  }
  const step = steps[key];
  return step === undefined ? null : Math.min(Math.max(from + step, 0), count - 1);
}

import type { GeneratedImage, GenerationFailure } from '@/api/router';
import { t } from '@/i18n';
import { isOpen, type Run } from './run';

/** One place of a batch. */
export type TileState = { index: number } & (
  | { kind: 'image'; image: GeneratedImage }
  | { kind: 'trashed'; image: GeneratedImage }
  | { kind: 'failed'; failure: GenerationFailure; isBlocked: boolean }
  | { kind: 'cancelled' }
  /** Null steps: not begun, or the engine does not tell. */
  | { kind: 'waiting'; part: number | null }
);

function unknownFailure(): GenerationFailure {
  return { code: 'UNKNOWN', message: t('generate:unknownFailure') };
}

function tileOf({ batch, steps }: Run, index: number): TileState {
  const image = batch.images.find((candidate) => candidate.index === index);
  const job = batch.jobs.find((candidate) => candidate.index === index);
  if (image) {
    return { index, kind: image.trashedAt === null ? 'image' : 'trashed', image };
  }
  if (job?.state === 'failed' || job?.state === 'blocked') {
    const failure = job.failure ?? unknownFailure();
    return {
      index,
      kind: 'failed',
      failure,
      isBlocked: job.state === 'blocked' || failure.code === 'UNPROCESSABLE_CONTENT',
    };
  }
  if (!isOpen(batch)) {
    return { index, kind: 'cancelled' };
  }
  const done = steps[index];
  return { index, kind: 'waiting', part: done && done.steps > 0 ? done.step / done.steps : null };
}

/** The places of a batch by index. */
export function tilesOf(run: Run): TileState[] {
  return Array.from({ length: run.batch.numImages }, (_, index) => tileOf(run, index));
}

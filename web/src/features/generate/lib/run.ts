import type {
  GeneratedImage,
  GenerationBatch,
  GenerationEvent,
  GenerationFailure,
} from '@/api/router';
import { after, type ImageChange } from '@/lib/image-change';

/** A batch as this page follows it: what the server keeps, and what it only tells in passing. */
export interface Run {
  batch: GenerationBatch;
  /** Images ahead of it; null once it is being made. */
  position: number | null;
  /** Steps of each image that is being made, by index. */
  steps: Readonly<Record<number, { step: number; steps: number }>>;
  /** From where to go on listening. */
  lastEventId: string | null;
  /** When the server told of the batch, in milliseconds: what it expects counts from then. */
  notedAt: number;
}

export function newRun(batch: GenerationBatch): Run {
  return { batch, position: batch.position, steps: {}, lastEventId: null, notedAt: Date.now() };
}

export function isOpen({ state }: Pick<GenerationBatch, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** The server's word on a batch. It never takes back what has been heard since. */
export function withBatch(run: Run, batch: GenerationBatch): Run {
  const isOlder =
    (isOpen(batch) && !isOpen(run.batch)) || batch.images.length < run.batch.images.length;
  return isOlder ? run : { ...run, batch, notedAt: Date.now() };
}

function withJob(
  batch: GenerationBatch,
  index: number,
  change: Partial<GenerationBatch['jobs'][number]>,
) {
  return batch.jobs.map((job) => (job.index === index ? { ...job, ...change } : job));
}

function withImage(batch: GenerationBatch, image: GeneratedImage): GenerationBatch {
  const others = batch.images.filter((other) => other.index !== image.index);
  return {
    ...batch,
    images: [...others, image].sort((a, b) => a.index - b.index),
    jobs: withJob(batch, image.index, { state: 'completed', imageId: image.id, failure: null }),
  };
}

function withFailedImage(batch: GenerationBatch, index: number, failure: GenerationFailure | null) {
  return { ...batch, jobs: withJob(batch, index, { state: 'failed', failure }) };
}

type Change = (run: Run, event: GenerationEvent) => Run;

const toEnd: Change = (run, { type, failure }) => ({
  ...run,
  batch: { ...run.batch, state: type as GenerationBatch['state'], failure },
});

const changes: Partial<Record<string, Change>> = {
  queued: (run, { position }) => ({ ...run, position }),
  running: (run) => ({ ...run, position: null, batch: { ...run.batch, state: 'running' } }),
  progress: (run, { index, step, steps }) => ({
    ...run,
    position: null,
    steps: { ...run.steps, [index ?? 0]: { step: step ?? 0, steps: steps ?? 0 } },
  }),
  image: (run, { image }) => (image ? { ...run, batch: withImage(run.batch, image) } : run),
  imageFailed: (run, { index, failure }) => ({
    ...run,
    batch: withFailedImage(run.batch, index ?? 0, failure),
  }),
  completed: toEnd,
  failed: toEnd,
  cancelled: toEnd,
};

/** What a batch looks like after an event. Hearing one twice changes nothing; kinds it does not know are passed over. */
export function afterEvent(run: Run, event: GenerationEvent): Run {
  return changes[event.type]?.(run, event) ?? run;
}

/** With what its owner has since done to its pictures. */
export function withImageChange(run: Run, change: ImageChange): Run {
  const ids = new Set(change.ids);
  const { images } = run.batch;
  if (!images.some(({ id }) => ids.has(id))) {
    return run;
  }
  const changed = images.map((image) =>
    ids.has(image.id) ? { ...image, ...after(change, image) } : image,
  );
  return { ...run, batch: { ...run.batch, images: changed } };
}

import type { GenerationBatch, GenerationEvent } from '@/api/router';
import { whenImagesChange } from '@/lib/image-changes';
import { createStore, useStore } from '@/lib/store';
import { useMemo } from 'react';
import { afterEvent, isOpen, newRun, withBatch, withImageChange, type Run } from './run';

const store = createStore<ReadonlyMap<string, Run>>(new Map());

function change(batchId: string, next: (run: Run | undefined) => Run | undefined): void {
  store.set((runs) => {
    const changed = next(runs.get(batchId));
    return changed && changed !== runs.get(batchId) ? new Map(runs).set(batchId, changed) : runs;
  });
}

/** Takes in a batch as the server tells of it. */
export function noteBatch(batch: GenerationBatch): void {
  change(batch.id, (run) => (run ? withBatch(run, batch) : newRun(batch)));
}

export function noteEvent(batchId: string, id: string, event: GenerationEvent): void {
  change(batchId, (run) => run && { ...afterEvent(run, event), lastEventId: id });
}

whenImagesChange((imageChange) => {
  for (const id of store.get().keys()) {
    change(id, (run) => run && withImageChange(run, imageChange));
  }
});

/** Another wallet's batches are none of this one's business. */
export function forgetRuns(): void {
  store.set(new Map());
}

export function runOf(batchId: string): Run | undefined {
  return store.get().get(batchId);
}

export function openRuns(): Run[] {
  return [...store.get().values()]
    .filter((run) => isOpen(run.batch))
    .sort((a, b) => a.batch.createdAt.localeCompare(b.batch.createdAt));
}

/** Those under way, oldest first. */
export function useOpenRuns(): Run[] {
  useStore(store);
  return openRuns();
}

/** Those that have ended while this page knew of them. */
export function useEndedRunIds(): string[] {
  const runs = useStore(store);
  return useMemo(
    () => [...runs.values()].filter((run) => !isOpen(run.batch)).map((run) => run.batch.id),
    [runs],
  );
}

/** Those of a LoRA that this page knows of, newest first. */
export function useRunsOf(loraId: string): Run[] {
  const runs = useStore(store);
  return [...runs.values()]
    .filter((run) => run.batch.loraTrainingId === loraId)
    .sort((a, b) => b.batch.createdAt.localeCompare(a.batch.createdAt));
}

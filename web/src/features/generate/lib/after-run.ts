import type { GenerationBatch } from '@/api/router';
import { api, client } from '@/lib/api';
import { addToGalleries } from '@/lib/image-cache';
import { queryClient } from '@/lib/query-client';
import { noteBatch, runOf } from './run-store';

/** The last word on a batch comes from the server, not from what was heard on the way. */
export async function fetchBatch(batchId: string): Promise<void> {
  const batch = await client.generate.batch.query({ id: batchId }).catch(() => null);
  if (batch) {
    noteBatch(batch);
  }
}

/** Puts the pictures of a batch that has ended where they belong, and asks again for what it changed. */
export async function settleRun(batchId: string): Promise<GenerationBatch | undefined> {
  await fetchBatch(batchId);
  const batch = runOf(batchId)?.batch;
  batch?.images.forEach((image) => addToGalleries(image, batch));
  const changed = [
    api.generate.remaining.pathFilter(),
    api.generate.promptHistory.pathFilter(),
    api.loras.list.pathFilter(),
    api.loras.byId.pathFilter(),
    api.people.list.pathFilter(),
  ];
  changed.forEach((filter) => void queryClient.invalidateQueries(filter));
  return batch;
}

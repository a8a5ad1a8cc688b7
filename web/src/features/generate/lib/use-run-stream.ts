import { client } from '@/lib/api';
import { useEffect } from 'react';
import { fetchBatch } from './after-run';
import { noteEvent, runOf } from './run-store';

/** Listens to what happens to a batch until it ends or the caller goes. */
export function useRunStream(batchId: string): void {
  useEffect(() => {
    const lastEventId = runOf(batchId)?.lastEventId ?? null;
    const subscription = client.generate.events.subscribe(
      { batchId, lastEventId },
      {
        onData: ({ id, data }) => noteEvent(batchId, id, data),
        onComplete: () => void fetchBatch(batchId),
        // Polling goes on where a stream cannot be had.
        onError: () => void fetchBatch(batchId),
      },
    );
    return () => subscription.unsubscribe();
  }, [batchId]);
}

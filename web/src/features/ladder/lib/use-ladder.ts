import type { GenerationBatch } from '@/api/router';
import { api, client } from '@/lib/api';
import { toApiError, type ApiError } from '@/lib/api-error';
import { newKey } from '@/lib/idempotency-key';
import { queryClient } from '@/lib/query-client';
import { createStore, useStore } from '@/lib/store';
import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isDone } from './rungs';

// Where a stream cannot be had, this is how a ladder grows.
const kPoll = 3_000;

/** The last ladder of each LoRA, so that closing its window loses nothing. */
const ladders = createStore<ReadonlyMap<string, string>>(new Map());

/** For tests: forgets what is in memory. */
export function forgetLadders(): void {
  ladders.set(new Map());
}

const askAgain = (id: string) =>
  queryClient.invalidateQueries(api.generate.batch.queryFilter({ id }));

/** Every event of a ladder makes it be asked for anew: it is small, and the server's word is whole. */
function useNews(batchId: string | undefined): void {
  useEffect(() => {
    if (batchId === undefined) {
      return undefined;
    }
    const subscription = client.generate.events.subscribe(
      { batchId, lastEventId: null },
      {
        onData: ({ data }) => data.type !== 'progress' && void askAgain(batchId),
        onComplete: () => void askAgain(batchId),
        onError: () => void askAgain(batchId),
      },
    );
    return () => subscription.unsubscribe();
  }, [batchId]);
}

interface Ladder {
  batch: GenerationBatch | undefined;
  climb: (prompt: string) => void;
  isStarting: boolean;
  error: ApiError | null;
}

/** A LoRA's ladder: the server's from the first moment, shown again whenever one comes back. */
export function useLadder(loraId: string): Ladder {
  const id = useStore(ladders).get(loraId);
  const { data: batch } = useQuery(
    api.generate.batch.queryOptions(id === undefined ? skipToken : { id }, {
      meta: { showsErrors: true },
      refetchInterval: ({ state }) => (state.data && isDone(state.data) ? false : kPoll),
    }),
  );
  useNews(batch && !isDone(batch) ? batch.id : undefined);
  const start = useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ prompt, idempotencyKey }: { prompt: string; idempotencyKey: string }) =>
      client.generate.ladder.mutate(
        { loraTrainingId: loraId, prompt },
        { context: { idempotencyKey } },
      ),
    onSuccess: async ({ batch: begun }) => {
      queryClient.setQueryData(api.generate.batch.queryKey({ id: begun.id }), begun);
      ladders.set((known) => new Map(known).set(loraId, begun.id));
      // The rest of the page follows it like any other batch.
      await queryClient.invalidateQueries(api.generate.active.pathFilter());
    },
    onSettled: () => queryClient.invalidateQueries(api.generate.remaining.pathFilter()),
  });
  return {
    batch: id === undefined ? undefined : batch,
    climb: (prompt) => start.mutate({ prompt, idempotencyKey: newKey() }),
    isStarting: start.isPending,
    error: start.error && toApiError(start.error),
  };
}

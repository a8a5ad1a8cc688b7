import type { Training, TrainingEvent } from '@/api/router';
import { api, client } from '@/lib/api';
import { queryClient } from '@/lib/query-client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isOpen } from './training-text';

/** Streams may break; asking now and then finds the way back. */
const kPoll = 10_000;

function note(id: string, event: TrainingEvent): void {
  queryClient.setQueryData(api.training.byId.queryKey({ id }), (known) =>
    known
      ? {
          ...known,
          state: event.state,
          queuePosition: event.position,
          stepsDone: Math.max(known.stepsDone, event.step),
          failure: event.failure ?? known.failure,
        }
      : known,
  );
}

/** The server's word on a training that has ended, and on all that it changed. */
function settle(id: string): void {
  [
    api.training.byId.queryFilter({ id }),
    api.training.list.pathFilter(),
    api.loras.list.pathFilter(),
    api.loras.byId.pathFilter(),
  ].forEach((filter) => void queryClient.invalidateQueries(filter));
}

/** A training as it stands, followed until it ends. */
export function useTraining(id: string): {
  training: Training | undefined;
  error: unknown;
  refetch: () => void;
} {
  const { data, error, refetch } = useQuery(
    api.training.byId.queryOptions(
      { id },
      {
        meta: { showsErrors: true },
        refetchInterval: ({ state }) => (state.data && isOpen(state.data.state) ? kPoll : false),
      },
    ),
  );
  const isFollowed = data !== undefined && isOpen(data.state);
  useEffect(() => {
    if (!isFollowed) {
      return undefined;
    }
    const subscription = client.training.events.subscribe(
      { id },
      {
        onData: ({ data: event }) => note(id, event),
        // Polling goes on where a stream cannot be had.
        onError: () => void refetch(),
      },
    );
    return () => subscription.unsubscribe();
  }, [id, isFollowed, refetch]);

  const wasFollowed = useRef(false);
  useEffect(() => {
    if (wasFollowed.current && !isFollowed) {
      settle(id);
    }
    wasFollowed.current = isFollowed;
  }, [id, isFollowed]);
  return { training: data, error, refetch: () => void refetch() };
}

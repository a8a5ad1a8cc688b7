import type { CreateTrainingInput, Training } from '@/api/router';
import { api, client } from '@/lib/api';
import { isPassing, toApiError, type ApiError } from '@/lib/api-error';
import { newKey } from '@/lib/idempotency-key';
import { queryClient } from '@/lib/query-client';
import { useMutation } from '@tanstack/react-query';
import { clearDraft } from './draft';

const kRetries = 2;

interface Order {
  input: CreateTrainingInput;
  /** The same over all tries, so that a repeat costs nothing. */
  idempotencyKey: string;
}

/** Orders a training. It is the server's from then on: closing the page changes nothing. */
export function useTrain(onOrdered: (training: Training) => void): {
  train: (input: CreateTrainingInput) => void;
  isPending: boolean;
  error: ApiError | null;
} {
  const { mutate, isPending, error } = useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ input, idempotencyKey }: Order) =>
      client.training.create.mutate(input, { context: { idempotencyKey } }),
    retry: (count, failure) => count < kRetries && isPassing(toApiError(failure)),
    onSuccess: async (training) => {
      queryClient.setQueryData(api.training.byId.queryKey({ id: training.id }), training);
      onOrdered(training);
      clearDraft();
      await Promise.all([
        queryClient.invalidateQueries(api.training.list.pathFilter()),
        queryClient.invalidateQueries(api.loras.list.pathFilter()),
      ]);
    },
  });
  return {
    train: (input) => mutate({ input, idempotencyKey: newKey() }),
    isPending,
    error: error && toApiError(error),
  };
}

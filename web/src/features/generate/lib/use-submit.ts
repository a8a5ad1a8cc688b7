import type { GenerateInput, GenerationBatch } from '@/api/router';
import { api, client } from '@/lib/api';
import { isPassing, toApiError, type ApiError } from '@/lib/api-error';
import { newKey } from '@/lib/idempotency-key';
import { queryClient } from '@/lib/query-client';
import { useMutation } from '@tanstack/react-query';
import { noteBatch } from './run-store';

const kRetries = 2;

interface Submission {
  input: GenerateInput;
  /** The same over all tries, so that a repeat costs nothing. */
  idempotencyKey: string;
}

/** Hands a batch in. It is the server's from then on: closing the page changes nothing. */
export function useSubmit(onSubmitted?: (batch: GenerationBatch) => void): {
  submit: (input: GenerateInput) => void;
  isPending: boolean;
  /** Handed in without a connection: it goes as soon as there is one. */
  isWaiting: boolean;
  error: ApiError | null;
  reset: () => void;
} {
  const { mutate, isPending, isPaused, error, reset } = useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ input, idempotencyKey }: Submission) =>
      client.generate.submit.mutate(input, { context: { idempotencyKey } }),
    retry: (count, failure) => count < kRetries && isPassing(toApiError(failure)),
    onSuccess: ({ batch }) => {
      noteBatch(batch);
      onSubmitted?.(batch);
    },
    onSettled: () => queryClient.invalidateQueries(api.generate.remaining.pathFilter()),
  });
  return {
    submit: (input) => mutate({ input, idempotencyKey: newKey() }),
    isPending: isPending && !isPaused,
    isWaiting: isPaused,
    error: error && toApiError(error),
    reset,
  };
}

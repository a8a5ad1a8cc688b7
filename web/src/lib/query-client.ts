import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing, toApiError } from './api-error';
import { showError } from './toasts';

interface Meta extends Record<string, unknown> {
  /** The caller shows its failures itself. */
  showsErrors?: boolean;
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: Meta;
    mutationMeta: Meta;
  }
}

let onSessionLost: () => void = () => undefined;

/** The session module hears of answers that say that nobody is signed in. */
export function whenSessionIsLost(listener: () => void): void {
  onSessionLost = listener;
}

function isSessionLoss(error: unknown): boolean {
  return toApiError(error).code === 'UNAUTHORIZED';
}

const kRetries = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < kRetries && isPassing(toApiError(error)),
    },
  },
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (isSessionLoss(error)) {
        onSessionLost();
      } else if (query.state.data !== undefined && !query.meta?.showsErrors) {
        // What is shown is merely old; where there is nothing to show, the place itself says so.
        showError(toApiError(error));
      }
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      if (isSessionLoss(error)) {
        onSessionLost();
      } else if (!mutation.meta?.showsErrors) {
        showError(toApiError(error));
      }
    },
  }),
});

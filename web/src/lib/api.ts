import type { AppRouter } from '@/api/router';
import {
  createTRPCClient,
  httpBatchStreamLink,
  httpSubscriptionLink,
  splitLink,
  type Operation,
} from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { queryClient } from './query-client';

const url = `${location.origin}/api/trpc`;

// The server's limits: calls of a batch, and characters of an address.
const kMaxCalls = 20;
const kMaxUrlLength = 4000;

/** A repeat with the same key gets the first answer and costs nothing. */
function idempotencyHeaders(operations: readonly Operation[]): Record<string, string> {
  const key = operations.map((operation) => operation.context.idempotencyKey).find(Boolean);
  return typeof key === 'string' ? { 'Idempotency-Key': `"${key}"` } : {};
}

export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: httpBatchStreamLink({
        url,
        maxItems: kMaxCalls,
        maxURLLength: kMaxUrlLength,
        headers: ({ opList }) => idempotencyHeaders(opList),
      }),
    }),
  ],
});

/** Query, mutation and subscription options for every operation of the server. */
export const api = createTRPCOptionsProxy<AppRouter>({ client, queryClient });

// The unmodified @trpc/client, with the headers of whoever it is.
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource } from 'eventsource';

/** An EventSource that sends the visitor's headers, which browsers do by themselves. */
export function eventSourceFor(visitor) {
  return class extends EventSource {
    constructor(address, init) {
      super(address, { ...init, fetch: (input, more) => fetch(input, { ...more, headers: { ...more.headers, ...visitor.headers } }) });
    }
  };
}

export function trpcClient(visitor) {
  const url = `${visitor.server.url}/api/trpc`;
  return createTRPCClient({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url, EventSource: eventSourceFor(visitor) }),
        false: httpBatchLink({ url, headers: visitor.headers }),
      }),
    ],
  });
}

/** Subscribes to a batch: `values` fills, `completed` tells when the server says that it is over. */
export function watchBatch(client, input) {
  const watch = { values: [] };
  watch.completed = new Promise((resolve, reject) => {
    watch.subscription = client.generate.events.subscribe(input, {
      onData: (value) => watch.values.push(value),
      onComplete: () => resolve(watch.values),
      onError: reject,
    });
  });
  return watch;
}

export const isDurable = ({ id }) => id !== undefined && !id.includes('.');

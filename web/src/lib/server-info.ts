import type { ServerInfo } from '@/api/router';
import { useQuery } from '@tanstack/react-query';
import { api } from './api';
import { queryClient } from './query-client';

const kLiveStale = 30_000;
const kLiveEvery = 60_000;

// An answer that fails to come anew changes nothing: what is known stays true enough.
const options = { staleTime: Infinity, meta: { showsErrors: true } };
const liveOptions = { ...options, staleTime: kLiveStale, refetchInterval: kLiveEvery };

/** What the server is and can do. Asked for once. */
export function useServerInfo(): ServerInfo | undefined {
  return useQuery(api.server.info.queryOptions(undefined, options)).data;
}

/** The same, asked for anew every minute: where it matters that an engine has gone out of order, or come back. */
export function useLiveServerInfo(): ServerInfo | undefined {
  return useQuery(api.server.info.queryOptions(undefined, liveOptions)).data;
}

/** What is known already, outside of components. */
export function knownServerInfo(): ServerInfo | undefined {
  return queryClient.getQueryData(api.server.info.queryKey());
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { canKeepKeys, KeyVault } from './lib/key-vault';

export const browserKeyQuery = queryOptions({
  queryKey: ['browser-key'],
  queryFn: () => new KeyVault().address(),
  staleTime: 0,
});

/** The address whose key this browser keeps. */
export function useBrowserKey(): { address: string | null } {
  const { data } = useQuery({ ...browserKeyQuery, enabled: canKeepKeys() });
  return { address: data ?? null };
}

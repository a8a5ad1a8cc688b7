import type { Remaining } from '@/api/router';
import { api } from '@/lib/api';
import { useSession } from '@/lib/session';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

const kLongest = 0x7fffffff;

/** How many generations are left; asked again the moment one returns. */
export function useQuota(): Remaining | undefined {
  const session = useSession();
  const { data, refetch } = useQuery(
    api.generate.remaining.queryOptions(undefined, {
      enabled: Boolean(session),
      staleTime: 15_000,
    }),
  );
  const nextAt = data?.nextAt ?? null;
  useEffect(() => {
    if (!nextAt) {
      return undefined;
    }
    const wait = new Date(nextAt).getTime() - Date.now() + 500;
    const timer = setTimeout(() => void refetch(), Math.min(Math.max(wait, 1000), kLongest));
    return () => clearTimeout(timer);
  }, [nextAt, refetch]);
  return session ? data : undefined;
}

import type { SharedImage, SharedPage } from '@/api/router';
import { api } from '@/lib/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { readPass, writePass } from './passes';

const kPage = 40;
const kStale = 30 * 60_000;
const kRefreshAtMostEvery = 30_000;

/** What a link opens, as far as it has been asked for. */
export function useShared(token: string) {
  const [pass, setPass] = useState(() => readPass(token));
  const query = useInfiniteQuery(
    api.shares.open.infiniteQueryOptions(
      { token, limit: kPage, ...(pass === null ? {} : { pass }) },
      {
        staleTime: kStale,
        meta: { showsErrors: true },
        getNextPageParam: (page: SharedPage) => page.nextCursor,
      },
    ),
  );
  const images = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const unlock = (given: string) => {
    writePass(token, given);
    setPass(given);
  };
  const { refetch } = query;
  const refreshed = useRef(-Infinity);
  /** Signed links run out: asking again brings fresh ones, or the news that the link has ended. */
  const refresh = useCallback(() => {
    const now = performance.now();
    if (now - refreshed.current > kRefreshAtMostEvery) {
      refreshed.current = now;
      void refetch();
    }
  }, [refetch]);
  return { query, head: query.data?.pages[0], images, unlock, refresh };
}

/** What a picture is, for those who do not see it: its prompt where that is told, else its place. */
export type Captioned = (image: SharedImage, at: number) => string;

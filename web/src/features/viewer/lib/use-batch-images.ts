import type { GeneratedImage } from '@/api/router';
import { api } from '@/lib/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

const kMost = 100;

interface BatchImages {
  images: readonly GeneratedImage[];
  isPending: boolean;
  error: unknown;
  retry: () => void;
}

/** The pictures of one's own batch that are not in the trash, in the order in which they were asked for. */
export function useBatchImages(batchId: string | undefined, isOwn: boolean): BatchImages {
  const { data, isPending, error, refetch } = useInfiniteQuery(
    api.images.list.infiniteQueryOptions(
      { batchId: batchId ?? '', limit: kMost },
      {
        enabled: batchId !== undefined && isOwn,
        staleTime: 300_000,
        getNextPageParam: (page) => page.nextCursor,
        meta: { showsErrors: true },
      },
    ),
  );
  const images = useMemo(
    () => (data?.pages.flatMap((page) => page.items) ?? []).sort((a, b) => a.index - b.index),
    [data],
  );
  return { images, isPending, error, retry: () => void refetch() };
}

import type { GeneratedImage, ImageFilterInput } from '@/api/router';
import { api } from '@/lib/api';
import { useSession } from '@/lib/session';
import { useStore } from '@/lib/store';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { fateStore, hasLeft } from './fates';
import './follow-changes';
import { forgetPictures, pinPictures } from './picture-details';
import { isTrashSearch } from './search-terms';
import { readIndex, without, type PictureIndex } from './picture-index';

const kPage = 40;
const kStale = 300_000;

/** A list of pictures in whatever state it is. */
export interface Pictures {
  index: PictureIndex | null;
  /** Of the first loading; where there is something to show, it is shown. */
  error: unknown;
  refetch: () => unknown;
  /** Shows what was asked for before. */
  isOld: boolean;
}

let owner = '';

/** One's own pictures, all at once in compact form. */
export function useOwnPictures(filter: ImageFilterInput, isWanted = true): Pictures {
  const session = useSession();
  const wallet = session?.walletAddress ?? '';
  useEffect(() => {
    if (wallet !== owner) {
      owner = wallet;
      forgetPictures();
    }
  }, [wallet]);
  const { data, error, refetch, isPlaceholderData, dataUpdatedAt } = useQuery(
    api.images.index.queryOptions(filter, {
      enabled: Boolean(session) && isWanted,
      staleTime: kStale,
      structuralSharing: false,
      placeholderData: keepPreviousData,
      meta: { showsErrors: true },
    }),
  );
  const fates = useStore(fateStore);
  const isTrash = isTrashSearch(filter.q ?? '');
  const whole = useMemo(() => data && readIndex(data), [data]);
  const index = useMemo(
    () =>
      whole && fates.size > 0
        ? without(whole, (id) => hasLeft(fates.get(id), isTrash, dataUpdatedAt))
        : whole,
    [whole, fates, isTrash, dataUpdatedAt],
  );
  return { index: index ?? null, error, refetch, isOld: isPlaceholderData };
}

/** As the server would answer it. */
function indexOf(images: readonly GeneratedImage[]): PictureIndex {
  const batches: number[] = [];
  const months = new Map<string, number>();
  images.forEach(({ batchId, createdAt }, at) => {
    const isSame = images[at - 1]?.batchId === batchId;
    batches.push((batches.at(-1) ?? 0) + (isSame || at === 0 ? 0 : 1));
    months.set(createdAt.slice(0, 7), (months.get(createdAt.slice(0, 7)) ?? 0) + 1);
  });
  const ids = images.flatMap(({ id }) =>
    Array.from({ length: 16 }, (_, at) => parseInt(id.slice(2 * at, 2 * at + 2), 16)),
  );
  let from = 0;
  return {
    size: images.length,
    ids: Uint8Array.from(ids),
    ratios: Float32Array.from(images, ({ width, height }) => width / height),
    batches: Uint32Array.from(batches),
    months: [...months].map(([name, count]) => {
      from += count;
      return { name, from: from - count, count };
    }),
  };
}

/** What everyone may see of a LoRA, a page after the other. */
export function useLoraPictures(loraTrainingId: string) {
  const query = useInfiniteQuery(
    api.generate.listByLora.infiniteQueryOptions(
      { loraTrainingId, limit: kPage },
      { staleTime: kStale, getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const { data } = query;
  const images = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  useEffect(() => pinPictures(images ?? []), [images]);
  const index = useMemo(() => (images ? indexOf(images) : null), [images]);
  return { query, index, total: data?.pages[0]?.total };
}

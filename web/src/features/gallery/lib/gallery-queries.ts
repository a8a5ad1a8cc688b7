import { api } from '@/lib/api';
import { useSession } from '@/lib/session';
import { useInfiniteQuery } from '@tanstack/react-query';

const kPage = 40;
// New pictures are put on top as they are made; the rest of a gallery does not change.
const options = {
  staleTime: 300_000,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};

/** All pictures made with a LoRA, newest first. */
export function useLoraGallery(loraTrainingId: string) {
  return useInfiniteQuery(
    api.generate.listByLora.infiniteQueryOptions({ loraTrainingId, limit: kPage }, options),
  );
}

/** One's own pictures: a person's, or all. */
export function useOwnGallery(personId: number | null) {
  const session = useSession();
  return useInfiniteQuery(
    api.images.list.infiniteQueryOptions(
      { limit: kPage, ...(personId === null ? {} : { personId }) },
      { ...options, enabled: Boolean(session) },
    ),
  );
}

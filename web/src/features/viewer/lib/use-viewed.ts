import type { GeneratedImage, ImageDetail } from '@/api/router';
import { api } from '@/lib/api';
import { useQuery } from '@tanstack/react-query';
import { useBatchImages } from './use-batch-images';

/** What stands before and after a picture where it was opened from. */
export interface Neighbours {
  /** As the list knows it: enough to show before the details are there. */
  known: GeneratedImage | null;
  previous: GeneratedImage | null;
  next: GeneratedImage | null;
}

export interface Viewed extends Neighbours {
  image: GeneratedImage | null;
  detail: ImageDetail | null;
  batch: readonly GeneratedImage[];
  /** Its place in a batch of several, from 1; null when it stands alone. */
  place: { position: number; total: number } | null;
  error: unknown;
  retry: () => void;
}

function around(images: readonly GeneratedImage[], id: string) {
  const at = images.findIndex((image) => image.id === id);
  return { previous: images[at - 1] ?? null, next: (at >= 0 ? images[at + 1] : null) ?? null };
}

function placeOf(batch: readonly GeneratedImage[], id: string): Viewed['place'] {
  const at = batch.findIndex((image) => image.id === id);
  return at >= 0 && batch.length > 1 ? { position: at + 1, total: batch.length } : null;
}

/** The picture of the viewer with its batch. Who came straight to it, or picks the best of a batch, steps through that. */
export function useViewed(imageId: string, neighbours: Neighbours, isInBatch: boolean): Viewed {
  const { data, error, refetch } = useQuery(
    api.images.byId.queryOptions(
      { id: imageId },
      { staleTime: 300_000, meta: { showsErrors: true } },
    ),
  );
  const { images: batch } = useBatchImages(data?.batchId, data?.isMine ?? false);
  const known = neighbours.known ?? batch.find((image) => image.id === imageId) ?? null;
  const hasPlace = neighbours.previous !== null || neighbours.next !== null;
  const steps = isInBatch || !hasPlace ? around(batch, imageId) : neighbours;
  return {
    known,
    previous: steps.previous,
    next: steps.next,
    image: data ?? known,
    detail: data ?? null,
    batch,
    place: placeOf(batch, imageId),
    error: data ? null : error,
    retry: () => void refetch(),
  };
}

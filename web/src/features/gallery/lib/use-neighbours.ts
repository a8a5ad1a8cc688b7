import type { GeneratedImage } from '@/api/router';
import { useEffect } from 'react';
import { useSequenceWith } from './sequences';

const kAhead = 4;

interface Neighbours {
  /** As the list knows it: enough to show before the details are there. */
  known: GeneratedImage | null;
  previous: GeneratedImage | null;
  next: GeneratedImage | null;
}

/** What stands before and after an image in the place it was opened from. Loads more when the end comes near. */
export function useNeighbours(imageId: string): Neighbours {
  const sequence = useSequenceWith(imageId);
  const images = sequence?.images ?? [];
  const at = images.findIndex((image) => image.id === imageId);
  const loadMore = sequence?.loadMore ?? null;
  const isNearEnd = at >= 0 && at + kAhead >= images.length;
  const previous = images[at - 1] ?? null;
  const next = (at >= 0 ? images[at + 1] : null) ?? null;

  useEffect(() => {
    if (isNearEnd) {
      loadMore?.();
    }
  }, [isNearEnd, loadMore]);

  useEffect(() => {
    for (const neighbour of [previous, next]) {
      if (neighbour) {
        new Image().src = neighbour.previewUrl;
      }
    }
  }, [previous, next]);

  return { known: images[at] ?? null, previous, next };
}

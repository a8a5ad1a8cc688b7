import type { GeneratedImage } from '@/api/router';
import { useEffect, useMemo } from 'react';
import { pictureDetails } from './picture-details';
import { useSequenceWith, type Sequence } from './sequences';
import { usePicture } from './use-picture';

const kAhead = 4;
/** Known to both sides, so that a key held down is not slowed. */
const kKnownAround = 20;

interface Neighbours {
  /** As the list knows it: enough to show before the details are there. */
  known: GeneratedImage | null;
  previous: GeneratedImage | null;
  next: GeneratedImage | null;
  /** Where it stands in the list, from 0; -1 when it is in none. */
  position: number;
  total: number;
}

/** Asks for what is known of the pictures on both sides, the nearest first. */
function useKnownAround(sequence: Sequence | null, position: number): void {
  const around = useMemo(() => {
    const steps = Array.from({ length: 2 * kKnownAround + 1 }, (_, at) => at - kKnownAround);
    steps.sort((one, other) => Math.abs(one) - Math.abs(other));
    return sequence ? steps.flatMap((step) => sequence.idAt(position + step) ?? []) : [];
  }, [sequence, position]);
  useEffect(() => {
    if (around.length > 0) {
      pictureDetails.want(around);
    }
  }, [around]);
}

/** What stands before and after an image in the place it was opened from. Loads more when the end comes near. */
export function useNeighbours(imageId: string): Neighbours {
  const { sequence, position } = useSequenceWith(imageId);
  const total = sequence?.size ?? 0;
  const loadMore = sequence?.loadMore ?? null;
  const isNearEnd = position >= 0 && position + kAhead >= total;
  const known = usePicture(imageId);
  const previous = usePicture(sequence?.idAt(position - 1) ?? '');
  const next = usePicture(sequence?.idAt(position + 1) ?? '');
  useKnownAround(sequence, position);

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

  return { known: sequence && known, previous, next, position, total };
}

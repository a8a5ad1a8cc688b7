import type { GeneratedImage } from '@/api/router';
import { createStore, useStore } from '@/lib/store';
import { useEffect, useId } from 'react';

/** The pictures of one place in the order in which they stand there; what previous and next mean in the viewer. */
export interface Sequence {
  images: readonly GeneratedImage[];
  /** Asks for more at the end; null when there are no more. */
  loadMore: (() => void) | null;
}

const sequences = createStore<ReadonlyMap<string, Sequence>>(new Map());
const opened = createStore<string | null>(null);

/** Makes the pictures of a place known while it is shown. The result says that one of them is being opened from it. */
export function useSequence({ images, loadMore }: Sequence): () => void {
  const id = useId();
  useEffect(() => {
    sequences.set((all) => new Map(all).set(id, { images, loadMore }));
    return () => {
      sequences.set((all) => {
        const rest = new Map(all);
        rest.delete(id);
        return rest;
      });
    };
  }, [id, images, loadMore]);
  return () => opened.set(id);
}

/** The sequence that an image was opened from, else any that holds it. */
export function useSequenceWith(imageId: string): Sequence | null {
  const all = useStore(sequences);
  const openedFrom = useStore(opened);
  const candidates = [all.get(openedFrom ?? ''), ...all.values()];
  return (
    candidates.find((sequence) => sequence?.images.some((image) => image.id === imageId)) ?? null
  );
}

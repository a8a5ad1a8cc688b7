import type { GeneratedImage } from '@/api/router';
import { createStore, useStore } from '@/lib/store';
import { useEffect, useId, useMemo } from 'react';
import { idAt, positionOf, type PictureIndex } from './picture-index';
import { pictureDetails } from './picture-details';

/** The pictures of one place in the order in which they stand there; what previous and next mean in the viewer. */
export interface Sequence {
  size: number;
  /** Null outside. */
  idAt: (position: number) => string | null;
  /** -1 when it is not among them. */
  positionOf: (id: string) => number;
  /** What is known of one so far; null until it is fetched. */
  known: (id: string) => GeneratedImage | null;
  /** Asks for more at the end; null when there are no more. */
  loadMore: (() => void) | null;
}

export function sequenceOf(index: PictureIndex, loadMore: (() => void) | null): Sequence {
  return {
    size: index.size,
    idAt: (position) => (position >= 0 && position < index.size ? idAt(index, position) : null),
    positionOf: (id) => positionOf(index, id),
    known: pictureDetails.get,
    loadMore,
  };
}

const sequences = createStore<ReadonlyMap<string, Sequence>>(new Map());
const opened = createStore<string | null>(null);

/** Makes the pictures of a place known while it is shown. The result says that one of them is being opened from it. */
export function useSequence(sequence: Sequence): () => void {
  const id = useId();
  useEffect(() => {
    sequences.set((all) => new Map(all).set(id, sequence));
    return () => {
      sequences.set((all) => {
        const rest = new Map(all);
        rest.delete(id);
        return rest;
      });
    };
  }, [id, sequence]);
  return () => opened.set(id);
}

interface Found {
  sequence: Sequence | null;
  /** -1 when no place shows it. */
  position: number;
}

function find(candidates: readonly (Sequence | undefined)[], imageId: string): Found {
  for (const sequence of candidates) {
    const position = sequence?.positionOf(imageId) ?? -1;
    if (sequence && position >= 0) {
      return { sequence, position };
    }
  }
  return { sequence: null, position: -1 };
}

/** The sequence that an image was opened from, else any that holds it, and where it stands in it. */
export function useSequenceWith(imageId: string): Found {
  const all = useStore(sequences);
  const openedFrom = useStore(opened);
  return useMemo(
    () => find([all.get(openedFrom ?? ''), ...all.values()], imageId),
    [all, openedFrom, imageId],
  );
}

import { useMedia } from '@/lib/use-media';
import { useMemo } from 'react';
import { singleCards, stackedCards } from './cards';
import { ratioOfCard, type Grid } from './grid-boxes';
import { justifiedLayout, squareLayout } from './grid-layout';
import { positionOf, type PictureIndex } from './picture-index';
import type { GalleryView } from './view-options';

interface Wanted extends GalleryView {
  /** Batches that are spread out, by their first picture. */
  spread: ReadonlySet<string>;
}

/** Lays a gallery out for a width; null until the width is known. */
export function useGrid(index: PictureIndex, width: number, wanted: Wanted): Grid | null {
  const { isSquare, isStacked, spread } = wanted;
  const isNarrow = useMedia('(width < 40rem)');
  const cards = useMemo(() => {
    if (!isStacked) {
      return singleCards(index);
    }
    const positions = new Set([...spread].map((id) => positionOf(index, id)));
    return stackedCards(index, (position) => positions.has(position));
  }, [index, isStacked, spread]);
  return useMemo(() => {
    if (width === 0) {
      return null;
    }
    const space = { width, gap: isNarrow ? 3 : 6, targetHeight: isNarrow ? 190 : 250 };
    const layout = isSquare
      ? squareLayout(cards.size, isNarrow ? { ...space, targetHeight: 140 } : space)
      : justifiedLayout((card) => ratioOfCard({ index, cards }, card), cards.size, space);
    return { index, cards, layout };
  }, [index, cards, width, isNarrow, isSquare]);
}

import { useEffect, useLayoutEffect, useRef } from 'react';
import { cardOf } from './cards';
import { rowAtHeight, rowOfCard } from './grid-layout';
import type { Grid } from './grid-boxes';
import { idAt, positionOf } from './picture-index';

/** Where one is in a gallery. */
export interface Place {
  /** The first picture of the topmost row. */
  id: string;
  /** Where that row's top is in the window, in pixels. */
  offset: number;
}

/** The page's head lies over what is above this. */
export const kHead = 64;
const kSettled = 250;

function placeOf(element: HTMLElement, { index, cards, layout }: Grid): Place | null {
  const { top } = element.getBoundingClientRect();
  if (top > 0 || index.size === 0) {
    return null;
  }
  const row = rowAtHeight(layout, kHead - top);
  const position = cards.from[layout.rows[row] ?? 0] ?? 0;
  return { id: idAt(index, position), offset: Math.round(top + (layout.tops[row] ?? 0)) };
}

function scrollToRow(element: HTMLElement, { layout }: Grid, row: number, offset: number): void {
  const off = element.getBoundingClientRect().top + (layout.tops[row] ?? 0) - offset;
  if (Math.abs(off) > 1) {
    scrollBy({ top: off, behavior: 'instant' });
  }
}

/**
 * Keeps what one looks at where it is, whatever happens to the gallery: another width or layout, pictures that go, a reload.
 * `onSettled` hears where one is as soon as the scrolling has come to rest; null is the top.
 */
export function usePlace(
  element: HTMLElement | null,
  grid: Grid | null,
  initial: Place | null,
  onSettled: (place: Place | null) => void,
): void {
  const place = useRef(initial);
  const position = useRef(0);
  const settled = useRef(onSettled);
  useEffect(() => {
    settled.current = onSettled;
  });

  useLayoutEffect(() => {
    if (!element || !grid || !place.current || grid.index.size === 0) {
      return;
    }
    const found = positionOf(grid.index, place.current.id);
    position.current = found < 0 ? Math.min(position.current, grid.index.size - 1) : found;
    const row = rowOfCard(grid.layout, cardOf(grid.cards, position.current));
    scrollToRow(element, grid, row, place.current.offset);
  }, [element, grid]);

  useEffect(() => {
    if (!element || !grid) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        place.current = placeOf(element, grid);
        position.current = place.current ? positionOf(grid.index, place.current.id) : 0;
        settled.current(place.current);
      }, kSettled);
    };
    // For the time in between, the page may change at once.
    const onScrollEnd = () => {
      place.current = placeOf(element, grid);
    };
    addEventListener('scroll', onScroll, { passive: true });
    addEventListener('scrollend', onScrollEnd);
    return () => {
      clearTimeout(timer);
      removeEventListener('scroll', onScroll);
      removeEventListener('scrollend', onScrollEnd);
    };
  }, [element, grid]);
}

/** Brings a card into the window, if it is not. */
export function showCard(element: HTMLElement, grid: Grid, card: number, isCentred = false): void {
  const { tops, heights } = grid.layout;
  const row = rowOfCard(grid.layout, card);
  const top = element.getBoundingClientRect().top + (tops[row] ?? 0);
  const height = heights[row] ?? 0;
  if (isCentred) {
    scrollBy({ top: top - kHead - 8, behavior: 'instant' });
  } else if (top < kHead) {
    scrollBy({ top: top - kHead - 8, behavior: 'instant' });
  } else if (top + height > innerHeight - 8) {
    scrollBy({ top: top + height - innerHeight + 8, behavior: 'instant' });
  }
}

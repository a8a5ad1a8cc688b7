import { useMemo, useState } from 'react';
import { idAt, positionOf, withoutFirst, type PictureIndex } from './picture-index';

interface Arrivals {
  /** Without those that wait. */
  index: PictureIndex;
  /** How many wait above. */
  waiting: number;
  showAll: () => void;
}

/**
 * Lets new pictures in on top only while the top is in view. Who has scrolled down keeps what they look at where it is, and is
 * told how many wait.
 */
export function useArrivals(index: PictureIndex, element: HTMLElement | null): Arrivals {
  const first = index.size > 0 ? idAt(index, 0) : null;
  const [shownFirst, setShownFirst] = useState(first);
  const waiting = useMemo(
    () => (shownFirst ? Math.max(0, positionOf(index, shownFirst)) : 0),
    [index, shownFirst],
  );
  // Read while rendering on purpose: what counts is where the page stands when they arrive.
  const isTopInView = () => (element?.getBoundingClientRect().top ?? 0) >= 0;
  if (first !== shownFirst && (waiting === 0 || isTopInView())) {
    setShownFirst(first);
  }
  const shown = useMemo(() => withoutFirst(index, waiting), [index, waiting]);
  return { index: shown, waiting, showAll: () => setShownFirst(first) };
}

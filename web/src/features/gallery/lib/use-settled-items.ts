import { useState, type RefObject } from 'react';

interface Settled<T> {
  items: readonly T[];
  /** How many wait above. */
  waiting: number;
  showAll: () => void;
}

/**
 * Lets new items in on top only while the top is in view. Who has scrolled down keeps what they look at where it is, and is
 * told how many wait.
 */
export function useSettledItems<T extends { id: string }>(
  items: readonly T[],
  top: RefObject<HTMLElement | null>,
): Settled<T> {
  const first = items[0]?.id;
  const [shownFirst, setShownFirst] = useState(first);
  const waiting = Math.max(
    0,
    items.findIndex((item) => item.id === shownFirst),
  );
  // Read while rendering on purpose: what counts is where the page stands when the items arrive.
  const isTopInView = () => (top.current?.getBoundingClientRect().bottom ?? 0) >= 0;
  if (first !== shownFirst && (waiting === 0 || isTopInView())) {
    setShownFirst(first);
  }
  return { items: items.slice(waiting), waiting, showAll: () => setShownFirst(first) };
}

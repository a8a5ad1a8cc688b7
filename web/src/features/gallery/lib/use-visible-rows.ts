import { useCallback, useSyncExternalStore } from 'react';
import { rowAtHeight, type GridLayout } from './grid-layout';

/** Drawn beyond the window's edges, in pixels: a press of the wheel finds its rows ready. */
const kOverscan = 500;
const kMostRows = 2 ** 24;

function watchWindow(listener: () => void): () => void {
  addEventListener('scroll', listener, { passive: true });
  addEventListener('resize', listener);
  return () => {
    removeEventListener('scroll', listener);
    removeEventListener('resize', listener);
  };
}

/** The rows that are in the window or near it, both ends included. */
export function useVisibleRows(
  element: HTMLElement | null,
  layout: GridLayout | null,
): { from: number; to: number } {
  const read = useCallback(() => {
    if (!element || !layout) {
      return 0;
    }
    const { top } = element.getBoundingClientRect();
    const from = rowAtHeight(layout, -top - kOverscan);
    return from * kMostRows + rowAtHeight(layout, innerHeight - top + kOverscan);
  }, [element, layout]);
  // Both in one number, so that only a change of rows draws anew.
  const range = useSyncExternalStore(watchWindow, read);
  return { from: Math.floor(range / kMostRows), to: range % kMostRows };
}

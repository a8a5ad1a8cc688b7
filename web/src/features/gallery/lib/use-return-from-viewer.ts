import { useEffect, useRef } from 'react';
import { cardOf } from './cards';
import type { Grid } from './grid-boxes';
import { positionOf } from './picture-index';

/** When the viewer closes, the picture that was shown last is in the window and has the focus. */
export function useReturnFromViewer(
  element: HTMLElement | null,
  grid: Grid | null,
  openId: string | null,
  focusCard: (card: number) => void,
): void {
  const last = useRef(openId);
  useEffect(() => {
    const closed = openId === null ? last.current : null;
    last.current = openId ?? (element && grid ? null : last.current);
    if (!closed || !element || !grid) {
      return;
    }
    const position = positionOf(grid.index, closed);
    if (position >= 0) {
      focusCard(cardOf(grid.cards, position));
    }
  }, [element, grid, openId, focusCard]);
}

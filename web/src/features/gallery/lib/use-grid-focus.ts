import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
} from 'react';
import { cardOf } from './cards';
import { cardByKey, type Grid } from './grid-boxes';
import { idAt, positionOf } from './picture-index';
import { showCard } from './use-place';

interface Current {
  id: string;
  position: number;
}

/** Asks React for nothing: only where the focus is. */
function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/**
 * One card of the grid can be reached with Tab; arrows, Home, End and the page keys lead from it to the others. When its picture
 * goes, the next one takes its place.
 */
export function useGridFocus(element: HTMLElement | null, grid: Grid | null) {
  const [current, setCurrent] = useState<Current | null>(null);
  const wantsFocus = useRef(false);
  const isInside = useRef(false);

  const found = grid && current ? positionOf(grid.index, current.id) : -1;
  const position =
    grid && current ? (found < 0 ? Math.min(current.position, grid.index.size - 1) : found) : -1;
  const card = grid && position >= 0 ? cardOf(grid.cards, position) : -1;

  const focusCard = (target: number) => {
    if (!element || !grid) {
      return;
    }
    const at = grid.cards.from[target] ?? 0;
    wantsFocus.current = true;
    setCurrent({ id: idAt(grid.index, at), position: at });
    showCard(element, grid, target);
  };

  // Whenever something was drawn: the card may only just have come to be.
  useLayoutEffect(() => {
    const isLost = isInside.current && isFocusLost() && card >= 0;
    if (!wantsFocus.current && !isLost) {
      return;
    }
    const link = element?.querySelector<HTMLElement>(`[data-card="${card}"] a`);
    if (link) {
      wantsFocus.current = false;
      link.focus({ preventScroll: true });
    }
  });

  useEffect(() => {
    const leave = (event: PointerEvent) => {
      isInside.current = element?.contains(event.target as Node) ?? false;
    };
    addEventListener('pointerdown', leave);
    return () => removeEventListener('pointerdown', leave);
  }, [element]);

  const cardAround = (target: EventTarget): number => {
    const around = target instanceof Element ? target.closest<HTMLElement>('[data-card]') : null;
    return Number(around?.dataset.card ?? -1);
  };

  return {
    /** -1 while none was ever reached. */
    card,
    focusCard,
    handlers: {
      onFocus: (event: FocusEvent) => {
        const at = cardAround(event.target);
        isInside.current = true;
        if (grid && at >= 0 && at !== card) {
          const from = grid.cards.from[at] ?? 0;
          setCurrent({ id: idAt(grid.index, from), position: from });
        }
      },
      onBlur: (event: FocusEvent) => {
        if (event.relatedTarget && !element?.contains(event.relatedTarget)) {
          isInside.current = false;
        }
      },
      onKeyDown: (event: KeyboardEvent) => {
        const isHeld = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
        const at = cardAround(event.target);
        if (!grid || isHeld || at < 0) {
          return;
        }
        const heights = grid.layout.heights[0] ?? innerHeight;
        const target = cardByKey(
          grid,
          at,
          event.key,
          Math.max(1, Math.floor(innerHeight / heights)),
        );
        if (target !== null) {
          event.preventDefault();
          focusCard(target);
        }
      },
    },
  };
}

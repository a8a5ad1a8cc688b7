import { useRef, type TouchEvent } from 'react';

const kDistance = 48;

/** Handlers that step to the side when a finger is drawn across. */
export function useSwipe(onLeft: (() => void) | null, onRight: (() => void) | null) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined;
      start.current = touch ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: (event: TouchEvent) => {
      const touch = event.changedTouches[0];
      if (!start.current || !touch) {
        return;
      }
      const across = touch.clientX - start.current.x;
      const along = Math.abs(touch.clientY - start.current.y);
      if (Math.abs(across) > Math.max(kDistance, 2 * along)) {
        (across < 0 ? onLeft : onRight)?.();
      }
    },
  };
}

import { useEffect, useRef, type TouchEvent } from 'react';

const kDistance = 48;

/** Arrow keys and a finger drawn across step through the pictures. Gives the handlers for the finger. */
export function useSteps(previous: (() => void) | null, next: (() => void) | null) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = { ArrowLeft: previous, ArrowRight: next }[event.key];
      if (step && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        step();
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [previous, next]);

  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches.length === 1 ? touches[0] : undefined;
      start.current = touch ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const touch = changedTouches[0];
      if (!touch || !start.current) {
        return;
      }
      const across = touch.clientX - start.current.x;
      const along = Math.abs(touch.clientY - start.current.y);
      if (Math.abs(across) > Math.max(kDistance, 2 * along)) {
        (across < 0 ? next : previous)?.();
      }
    },
  };
}

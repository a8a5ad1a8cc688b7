import { useEffect, useRef, type MouseEvent, type PointerEvent } from 'react';

const kLong = 450;
const kStill = 10;

/** Handlers for a finger that rests on something. The press that ends it opens nothing. */
export function useLongPress(onLongPress: (() => void) | null) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const wasLong = useRef(false);
  const stop = () => clearTimeout(timer.current);
  useEffect(() => stop, []);
  return {
    onPointerDown: (event: PointerEvent) => {
      wasLong.current = false;
      if (!onLongPress || event.pointerType !== 'touch') {
        return;
      }
      start.current = { x: event.clientX, y: event.clientY };
      timer.current = setTimeout(() => {
        wasLong.current = true;
        onLongPress();
      }, kLong);
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const { x, y } = start.current;
      if (Math.hypot(clientX - x, clientY - y) > kStill) {
        stop();
      }
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event: MouseEvent) => {
      if (wasLong.current) {
        event.preventDefault();
      }
    },
    onClickCapture: (event: MouseEvent) => {
      if (wasLong.current) {
        wasLong.current = false;
        event.preventDefault();
        event.stopPropagation();
      }
    },
  };
}

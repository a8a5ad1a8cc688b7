import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import type { Zoom } from './use-zoom';
import type { Point } from './zoom';

interface Gesture {
  start: Point;
  /** Two fingers were down at some time: no tap and no swipe. */
  isPinch: boolean;
}

const kSwipe = 48;
const kStill = 8;
const kDoubleTap = 320;
const kTapReach = 32;

function middle(points: readonly Point[]): Point {
  const [a = { x: 0, y: 0 }, b = a] = points;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function apart(points: readonly Point[]): number {
  const [a = { x: 0, y: 0 }, b = a] = points;
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** From the frame's centre. */
function within(element: Element, { x, y }: Point): Point {
  const box = element.getBoundingClientRect();
  return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
}

/** The wheel zooms at the pointer. It has to be listened to by hand: React's listener may not keep the page from scrolling. */
export function useWheelZoom(ref: RefObject<HTMLElement | null>, zoomBy: Zoom['zoomBy']): void {
  const latest = useRef(zoomBy);
  useEffect(() => {
    latest.current = zoomBy;
  });
  useEffect(() => {
    const element = ref.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
      const speed = event.ctrlKey ? 0.01 : 0.002; // pinches of a touchpad come as a wheel with Ctrl
      latest.current(
        Math.exp(-pixels * speed),
        within(element as Element, { x: event.clientX, y: event.clientY }),
      );
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [ref]);
}

/** Handlers for a frame: drag, pinch, double click or tap, and a swipe to the side while all of the picture is shown. */
export function useGestures(zoom: Zoom, onSwipe?: (to: 'left' | 'right') => void) {
  const fingers = useRef(new Map<number, Point>());
  const gesture = useRef<Gesture | null>(null);
  const lastTap = useRef<(Point & { time: number }) | null>(null);

  const tap = (event: PointerEvent, at: Point) => {
    const last = lastTap.current;
    const isSecond =
      last !== null && event.timeStamp - last.time < kDoubleTap && apart([last, at]) < kTapReach;
    lastTap.current = isSecond ? null : { ...at, time: event.timeStamp };
    if (isSecond) {
      zoom.toggle(within(event.currentTarget, at));
    }
  };

  const end = (event: PointerEvent, at: Point, { start, isPinch }: Gesture) => {
    const across = at.x - start.x;
    const along = Math.abs(at.y - start.y);
    if (isPinch) {
      return;
    }
    if (apart([start, at]) < kStill) {
      tap(event, at);
    } else if (
      event.pointerType !== 'mouse' &&
      !zoom.isZoomed &&
      Math.abs(across) > Math.max(kSwipe, 2 * along)
    ) {
      onSwipe?.(across < 0 ? 'left' : 'right');
    }
  };

  const lift = (event: PointerEvent) => {
    const current = gesture.current;
    if (!fingers.current.delete(event.pointerId) || fingers.current.size > 0) {
      return;
    }
    gesture.current = null;
    if (current && event.type === 'pointerup') {
      end(event, { x: event.clientX, y: event.clientY }, current);
    }
  };

  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) {
        return;
      }
      const at = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, at);
      gesture.current ??= { start: at, isPinch: false };
      gesture.current.isPinch ||= fingers.current.size > 1;
    },
    onPointerMove: (event: PointerEvent) => {
      if (!fingers.current.has(event.pointerId)) {
        return;
      }
      const before = [...fingers.current.values()];
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const now = [...fingers.current.values()];
      const [from, to] = [middle(before), middle(now)];
      if (now.length === 2) {
        zoom.zoomBy(apart(now) / Math.max(1, apart(before)), within(event.currentTarget, from));
      }
      if (now.length === 2 || zoom.isZoomed) {
        zoom.pan({ x: to.x - from.x, y: to.y - from.y });
      }
    },
    onPointerUp: lift,
    onPointerCancel: lift,
  };
}

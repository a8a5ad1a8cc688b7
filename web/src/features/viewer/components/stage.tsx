import { useCallback, useRef, type ReactNode } from 'react';

import { cx } from '@/lib/class-names';
import { useGestures, useWheelZoom } from '../lib/use-gestures';
import type { Zoom } from '../lib/use-zoom';

interface Props {
  zoom: Zoom;
  onSwipe?: (to: 'left' | 'right') => void;
  className?: string;
  children: ReactNode;
}

/** A frame in which a picture is zoomed and moved with wheel, mouse and fingers. */
export function Stage({ zoom, onSwipe, className, children }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useWheelZoom(ref, zoom.zoomBy);
  const { frame } = zoom;
  const setElement = useCallback(
    (element: HTMLDivElement | null) => {
      ref.current = element;
      return frame(element);
    },
    [frame],
  );
  const handlers = useGestures(zoom, onSwipe);
  return (
    <div
      ref={setElement}
      className={cx(
        'relative touch-none overflow-hidden',
        zoom.isZoomed ? 'cursor-grab active:cursor-grabbing' : 'cursor-zoom-in',
        className,
      )}
      {...handlers}
    >
      {children}
    </div>
  );
}

/** What moves with the zoom. */
export function Zoomed({ zoom, children }: { zoom: Zoom; children: ReactNode }) {
  const { x, y, scale } = zoom.view;
  return (
    <div
      className="absolute inset-0"
      style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
    >
      {children}
    </div>
  );
}

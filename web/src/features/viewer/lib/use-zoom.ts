import { useCallback, useMemo, useState } from 'react';
import {
  actualScale,
  fitting,
  isZoomed,
  panned,
  toggled,
  zoomedTo,
  type Point,
  type Size,
  type View,
} from './zoom';

export interface Zoom {
  view: View;
  isZoomed: boolean;
  /** Percent of the picture's own size. */
  percent: number;
  frame: (element: HTMLElement | null) => (() => void) | undefined;
  /** By a factor; at the frame's centre unless said. */
  zoomBy: (factor: number, at?: Point) => void;
  pan: (by: Point) => void;
  toggle: (at?: Point) => void;
  fit: () => void;
  /** Pixel for pixel, or back. */
  actual: () => void;
}

const kNoSize: Size = { width: 0, height: 0 };

/** How closely a picture of this size is looked at, in whatever frame it is shown. Another `look` begins anew. */
export function useZoom(picture: Size, look = ''): Zoom {
  const { width, height } = picture;
  const [view, setView] = useState(fitting);
  const [lastLook, setLastLook] = useState(look);
  const [frameSize, setFrameSize] = useState(kNoSize);

  if (look !== lastLook) {
    setLastLook(look);
    setView(fitting);
  }

  const frame = useCallback((element: HTMLElement | null) => {
    if (!element) {
      return undefined;
    }
    const measure = () => {
      const box = element.getBoundingClientRect();
      setFrameSize({ width: box.width, height: box.height });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const stage = useMemo(
    () => ({ picture: { width, height }, frame: frameSize }),
    [width, height, frameSize],
  );
  const shown = useMemo(() => panned(view, { x: 0, y: 0 }, stage), [view, stage]);
  const actual = actualScale(stage);

  return {
    view: shown,
    isZoomed: isZoomed(shown),
    percent: Math.round((100 * shown.scale) / actual),
    frame,
    zoomBy: (factor, at) =>
      setView((current) => zoomedTo(current, current.scale * factor, stage, at)),
    pan: (by) => setView((current) => panned(current, by, stage)),
    toggle: (at) => setView((current) => toggled(current, stage, at)),
    fit: () => setView(fitting),
    actual: () =>
      setView((current) =>
        Math.abs(current.scale - actual) < 0.001 ? fitting : zoomedTo(current, actual, stage),
      ),
  };
}

import type { KeyMap } from '@/lib/keys';
import { kZoomStep } from '../components/zoom-buttons';
import type { Comparing } from './use-compare';
import { unlessOnControl } from './unless-on-control';
import type { Zoom } from './use-zoom';

interface Keys {
  comparing: Comparing;
  zoom: Zoom;
  swap: () => void;
}

const kPan = 80;
const kMove = 5;

/** The keys of the comparison: arrows move the divider, or the picture while it is zoomed. */
export function compareKeys({ comparing, zoom, swap }: Keys): KeyMap {
  const { part, setPart, flip, nextMode } = comparing;
  const arrow = (x: number, y: number) => () => {
    if (zoom.isZoomed) {
      zoom.pan({ x: -x * kPan, y: -y * kPan });
    } else {
      setPart(part + (x + y) * kMove);
    }
  };
  return {
    m: nextMode,
    c: swap,
    ' ': unlessOnControl(flip),
    '+': () => zoom.zoomBy(kZoomStep),
    '=': () => zoom.zoomBy(kZoomStep),
    '-': () => zoom.zoomBy(1 / kZoomStep),
    '0': zoom.fit,
    z: zoom.actual,
    ArrowLeft: arrow(-1, 0),
    ArrowRight: arrow(1, 0),
    ArrowUp: arrow(0, -1),
    ArrowDown: arrow(0, 1),
  };
}

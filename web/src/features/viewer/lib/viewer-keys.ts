import type { KeyMap } from '@/lib/keys';
import { kZoomStep } from '../components/zoom-buttons';
import type { Cull } from './use-cull';
import type { ImageActions } from './use-image-actions';
import type { Zoom } from './use-zoom';
import { unlessOnControl } from './unless-on-control';

type Step = (() => void) | null;

interface Keys {
  actions: ImageActions | null;
  zoom: Zoom;
  previous: Step;
  next: Step;
  rating: number;
  toggleInfo: () => void;
  editTags: () => void;
  undo: () => void;
  /** Null when no best one is being picked. */
  cull: Cull | null;
  onDone: () => void;
}

const kPan = 80;
const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Digits rate; while the best is being picked they pick, and rate only with Alt. */
function digitKeys({ actions, rating, cull }: Keys): KeyMap {
  const rate = (stars: number) => () => actions?.rate(rating === stars ? 0 : stars);
  const stars = digits.slice(0, 5).map((digit) => [`${cull ? 'Alt+' : ''}${digit}`, rate(digit)]);
  const picks = cull ? digits.map((digit) => [`${digit}`, () => cull.pick(digit)]) : [];
  return Object.fromEntries([...stars, ...picks]) as KeyMap;
}

function zoomKeys({ zoom, previous, next }: Keys): KeyMap {
  const pan = (x: number, y: number) => zoom.pan({ x: x * kPan, y: y * kPan });
  const upOrDown = (y: number) => () => (zoom.isZoomed ? pan(0, y) : false);
  return {
    '+': () => zoom.zoomBy(kZoomStep),
    '=': () => zoom.zoomBy(kZoomStep),
    '-': () => zoom.zoomBy(1 / kZoomStep),
    '0': zoom.fit,
    z: zoom.actual,
    ArrowLeft: () => (zoom.isZoomed ? pan(1, 0) : previous?.()),
    ArrowRight: () => (zoom.isZoomed ? pan(-1, 0) : next?.()),
    ArrowUp: upOrDown(1),
    ArrowDown: upOrDown(-1),
    'Shift+ArrowLeft': previous,
    'Shift+ArrowRight': next,
    PageUp: previous,
    PageDown: next,
  };
}

/** The keys of the viewer. */
export function viewerKeys(keys: Keys): KeyMap {
  const { actions, cull, undo } = keys;
  return {
    ...zoomKeys(keys),
    ...digitKeys(keys),
    i: keys.toggleInfo,
    t: keys.editTags,
    f: actions?.toggleFavorite,
    d: () => actions?.download(),
    'Shift+d': () => actions?.download(false),
    c: actions?.compare,
    g: () => actions?.generate('again'),
    v: () => actions?.generate('vary'),
    r: () => actions?.remix('remix'),
    a: () => actions?.remix('all'),
    p: () => actions?.remix('prompt'),
    s: () => actions?.remix('seed'),
    l: actions?.copyAddress,
    u: undo,
    'Ctrl+z': undo,
    Delete: cull ? cull.reject : actions?.trash,
    ...(cull && {
      x: cull.reject,
      'Shift+x': cull.rejectOthers,
      Enter: unlessOnControl(keys.onDone),
    }),
  };
}

import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { cardOf } from '../lib/cards';
import { rowAtHeight } from '../lib/grid-layout';
import type { Grid } from '../lib/grid-boxes';
import { depthOf, monthAtHeight, monthName } from '../lib/months';
import { ScrubberMarks } from './scrubber-marks';

interface Props {
  element: HTMLElement;
  grid: Grid;
  goTo: (card: number) => void;
}

/** Shown this long after the last movement, where there is no room beside the pictures. */
const kShown = 1_200;

function watchScroll(listener: () => void): () => void {
  addEventListener('scroll', listener, { passive: true });
  return () => removeEventListener('scroll', listener);
}

/** Where in time one is, at the window's side: drawn along it, or with the arrow keys a month at a time. */
export function DateScrubber({ element, grid, goTo }: Props) {
  const { months } = grid.index;
  const track = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const [isHeld, setIsHeld] = useState(false);
  const [isMoving, setIsMoving] = useState(false);
  const read = useCallback(() => monthAtHeight(grid, depthOf(element)), [element, grid]);
  const month = useSyncExternalStore(watchScroll, read);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const place = () => {
      const part = depthOf(element) / Math.max(1, grid.layout.height - innerHeight);
      thumb.current?.style.setProperty('top', `${100 * Math.min(1, Math.max(0, part))}%`);
    };
    const onScroll = () => {
      place();
      setIsMoving(true);
      clearTimeout(timer);
      timer = setTimeout(() => setIsMoving(false), kShown);
    };
    place();
    const stop = watchScroll(onScroll);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [element, grid]);

  if (months.length < 2 || grid.layout.height < 1.5 * innerHeight) {
    return null;
  }
  const toMonth = (wanted: number) => {
    const { from } = months[Math.min(months.length - 1, Math.max(0, wanted))] ?? { from: 0 };
    goTo(cardOf(grid.cards, from));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowUp: month - 1,
      ArrowLeft: month - 1,
      ArrowDown: month + 1,
      ArrowRight: month + 1,
      PageUp: month - 12,
      PageDown: month + 12,
      Home: 0,
      End: months.length - 1,
    };
    const wanted = steps[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      toMonth(wanted);
    }
  };
  const drag = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (box) {
      const part = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
      const row = rowAtHeight(grid.layout, part * (grid.layout.height - innerHeight / 2));
      goTo(grid.layout.rows[row] ?? 0);
    }
  };
  const current = months[month];
  const name = monthName(current?.name ?? '');
  return (
    <div
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label={t('gallery:date')}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={months.length - 1}
      aria-valuenow={month}
      aria-valuetext={`${name}, ${t('common:pictures', { count: current?.count ?? 0 })}`}
      className={cx(
        'group fixed top-20 right-0 bottom-22 z-20 w-7 cursor-ns-resize touch-none transition-opacity select-none focus-visible:opacity-100 sm:bottom-8 pointer-coarse:w-9',
        isMoving || isHeld
          ? 'opacity-100'
          : 'max-lg:pointer-events-none max-lg:opacity-0 lg:opacity-60 lg:hover:opacity-100',
      )}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setIsHeld(true);
        drag(event);
      }}
      onPointerMove={(event) => isHeld && drag(event)}
      onPointerUp={() => setIsHeld(false)}
      onPointerCancel={() => setIsHeld(false)}
    >
      <ScrubberMarks grid={grid} isHeld={isHeld} />
      <div
        ref={thumb}
        aria-hidden
        className="absolute right-0.5 h-1 w-4 -translate-y-1/2 rounded-full bg-accent"
      >
        <span
          className={cx(
            'absolute top-1/2 right-6 -translate-y-1/2 rounded-full bg-ink px-3 py-1.5 text-small font-semibold whitespace-nowrap text-on-ink shadow-large transition-opacity',
            isHeld || isMoving ? 'opacity-100' : 'opacity-0 group-focus-visible:opacity-100',
          )}
        >
          {name}
        </span>
      </div>
    </div>
  );
}

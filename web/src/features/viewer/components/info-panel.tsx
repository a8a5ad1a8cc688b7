import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { useRef, useState, type PointerEvent, type ReactNode } from 'react';

interface Props {
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  /** What its handle says: on phones the panel is a sheet that is drawn up. */
  title: string;
  children: ReactNode;
}

const kDrawn = 40;

/** Beside the picture where there is room, else a sheet below it. */
export function InfoPanel({ isOpen, onOpen, title, children }: Props) {
  const from = useRef<number | null>(null);
  // A drag ends with a click, which is not meant.
  const wasDrag = useRef(false);
  const [drawn, setDrawn] = useState(0);

  const end = (event: PointerEvent) => {
    if (from.current === null) {
      return;
    }
    const by = event.clientY - from.current;
    from.current = null;
    setDrawn(0);
    wasDrag.current = Math.abs(by) > kDrawn;
    if (wasDrag.current) {
      onOpen(by < 0);
    }
  };

  const toggle = () => {
    if (!wasDrag.current) {
      onOpen(!isOpen);
    }
    wasDrag.current = false;
  };

  return (
    <aside
      aria-label={t('viewer:recipe')}
      className={cx(
        'flex flex-col bg-page',
        'max-lg:absolute max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:max-h-[82%] max-lg:rounded-t-sheet max-lg:shadow-large max-lg:transition-transform max-lg:duration-300',
        'lg:w-[23rem] lg:shrink-0 lg:border-l lg:border-line',
        !isOpen && 'max-lg:translate-y-[calc(100%-3.25rem)] lg:hidden',
      )}
      style={drawn === 0 ? undefined : { translate: `0 ${drawn}px`, transition: 'none' }}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        className="flex h-13 shrink-0 touch-none flex-col items-center justify-center gap-1.5 px-5 lg:hidden"
        onClick={toggle}
        onPointerDown={(event) => {
          from.current = event.clientY;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (from.current !== null) {
            const by = event.clientY - from.current;
            setDrawn(isOpen ? Math.max(0, by) : Math.min(0, by));
          }
        }}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <span aria-hidden className="h-1 w-10 rounded-full bg-line-strong" />
        <span className="max-w-full truncate text-small font-semibold">{title}</span>
      </button>
      {/* What is drawn away cannot be reached with Tab either. */}
      <div inert={!isOpen} className="min-h-0 overflow-y-auto overscroll-contain">
        {children}
      </div>
    </aside>
  );
}

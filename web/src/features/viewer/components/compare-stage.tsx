import type { ImageDetail } from '@/api/router';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import type { CSSProperties, PointerEvent } from 'react';
import type { Comparing } from '../lib/use-compare';
import type { Zoom } from '../lib/use-zoom';
import { LargePicture } from './large-picture';
import { Stage, Zoomed } from './stage';

interface Props {
  first: ImageDetail;
  second: ImageDetail;
  comparing: Comparing;
  zoom: Zoom;
  onBroken: () => void;
}

function Label({ text, className }: { text: string; className: string }) {
  return (
    <span
      aria-hidden
      className={cx(
        'pointer-events-none absolute rounded-small bg-page/85 px-2 py-0.5 text-small font-semibold',
        className,
      )}
    >
      {text}
    </span>
  );
}

/** How the second one lies over the first. */
function over({ mode, part, isFlipped }: Comparing): CSSProperties {
  switch (mode) {
    case 'slider':
      return { clipPath: `inset(0 0 0 ${part}%)` };
    case 'sliderAcross':
      return { clipPath: `inset(${part}% 0 0 0)` };
    case 'overlay':
      return { opacity: part / 100 };
    default:
      return { opacity: isFlipped ? 1 : 0 };
  }
}

/** Drawn with mouse or finger; the keyboard has the slider below. */
function Divider({ comparing }: { comparing: Comparing }) {
  const { mode, part, setPart } = comparing;
  const isAcross = mode === 'sliderAcross';
  const draw = (event: PointerEvent) => {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (frame && event.currentTarget.hasPointerCapture(event.pointerId)) {
      setPart(
        isAcross
          ? (100 * (event.clientY - frame.top)) / frame.height
          : (100 * (event.clientX - frame.left)) / frame.width,
      );
    }
  };
  return (
    <div
      aria-hidden
      className={cx(
        'absolute flex touch-none items-center justify-center',
        isAcross
          ? 'inset-x-0 h-11 -translate-y-1/2 cursor-ns-resize flex-col'
          : 'inset-y-0 w-11 -translate-x-1/2 cursor-ew-resize',
      )}
      style={isAcross ? { top: `${part}%` } : { left: `${part}%` }}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={draw}
    >
      <span className={cx('absolute bg-ink', isAcross ? 'h-0.5 w-full' : 'h-full w-0.5')} />
      <span className="relative size-5 rounded-full bg-ink shadow-large" />
    </div>
  );
}

/** Two pictures in one frame, or in two; always looked at equally closely, at the same spot. */
export function CompareStage({ first, second, comparing, zoom, onBroken }: Props) {
  const { mode } = comparing;
  const picture = (image: ImageDetail) => (
    <Zoomed zoom={zoom}>
      <LargePicture key={image.id} image={image} onBroken={onBroken} />
    </Zoomed>
  );
  if (mode === 'sides') {
    return (
      <div className="grid h-full grid-cols-1 grid-rows-2 gap-1 sm:grid-cols-2 sm:grid-rows-1">
        {[first, second].map((image, at) => (
          <Stage key={image.id} zoom={zoom}>
            {picture(image)}
            <Label
              text={t(at === 0 ? 'viewer:first' : 'viewer:second')}
              className="top-3.5 left-14"
            />
          </Stage>
        ))}
      </div>
    );
  }
  const isSlider = mode === 'slider' || mode === 'sliderAcross';
  return (
    <Stage zoom={zoom} className="h-full">
      {picture(first)}
      <div className="absolute inset-0" style={over(comparing)}>
        {picture(second)}
      </div>
      {mode !== 'flip' && <Label text={t('viewer:first')} className="top-3.5 left-14" />}
      {mode === 'flip' ? (
        <Label
          text={t(comparing.isFlipped ? 'viewer:second' : 'viewer:first')}
          className="top-3.5 left-14"
        />
      ) : (
        <Label
          text={t('viewer:second')}
          className={mode === 'sliderAcross' ? 'bottom-3.5 left-14' : 'top-3.5 right-3'}
        />
      )}
      {isSlider && <Divider comparing={comparing} />}
    </Stage>
  );
}

import type { GeneratedImage } from '@/api/router';
import { IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { useIsOnline } from '@/lib/use-window-value';
import { useState } from 'react';
import { usePreload } from '../lib/use-preload';
import type { Viewed } from '../lib/use-viewed';
import type { Zoom } from '../lib/use-zoom';
import { LargePicture } from './large-picture';
import { Stage, Zoomed } from './stage';
import { ViewerProblem } from './viewer-problem';

interface Props {
  viewed: Viewed;
  zoom: Zoom;
  onStep: (image: GeneratedImage) => void;
  onBroken: (() => void) | undefined;
}

const arrow =
  'absolute top-1/2 -translate-y-1/2 bg-page/60 text-ink backdrop-blur-sm disabled:hidden size-11 rounded-full pointer-coarse:hidden';

/** The picture itself, with the ways to the sides. */
export function ViewerFrame({ viewed, zoom, onStep, onBroken }: Props) {
  const { image, error, previous, next } = viewed;
  const isOnline = useIsOnline();
  const [ready, setReady] = useState('');
  usePreload(image !== null && ready === image.id, previous, next);
  const step = (to: GeneratedImage | null) => to && (() => onStep(to));
  const goPrevious = step(previous);
  const goNext = step(next);

  return (
    <div className="relative min-h-0 flex-1 outline-none" data-takes-focus tabIndex={-1}>
      {image && (
        <Stage
          zoom={zoom}
          onSwipe={(to) => (to === 'left' ? goNext : goPrevious)?.()}
          className="size-full"
        >
          <Zoomed zoom={zoom}>
            <LargePicture
              key={image.id}
              image={image}
              onReady={() => setReady(image.id)}
              onBroken={onBroken}
            />
          </Zoomed>
        </Stage>
      )}
      {!image && Boolean(error) && (
        <div className="grid h-full place-items-center">
          <ViewerProblem error={error} onRetry={viewed.retry} />
        </div>
      )}
      {!isOnline && (
        <p
          role="note"
          className="absolute inset-x-4 top-2 mx-auto flex w-fit items-center gap-2 rounded-control bg-page/85 px-3 py-2 text-small"
        >
          <Icon name="offline" className="size-4.5" />
          {t('viewer:offline')}
        </p>
      )}
      <IconButton
        label={t('viewer:previous')}
        icon="arrowLeft"
        className={cx(arrow, 'left-3')}
        disabled={!goPrevious}
        onClick={goPrevious ?? undefined}
      />
      <IconButton
        label={t('viewer:next')}
        icon="arrowRight"
        className={cx(arrow, 'right-3')}
        disabled={!goNext}
        onClick={goNext ?? undefined}
      />
    </div>
  );
}

import type { SharedImage } from '@/api/router';
import { IconButton } from '@/components/ui/button';
import { ModalFrame } from '@/components/ui/dialog';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { useEffect } from 'react';
import { useSteps } from '../lib/use-steps';
import type { Captioned } from '../lib/use-shared';
import { SharedPicture } from './shared-picture';
import { SharedRecipe } from './shared-recipe';
import { ViewerBar } from './viewer-bar';

interface Props {
  images: readonly SharedImage[];
  pictureId: string;
  count: number;
  caption: Captioned;
  onStep: (id: string) => void;
  onClose: () => void;
  onNearEnd: (() => unknown) | null;
  onBroken: () => void;
}

const kNear = 3;
const arrow =
  'absolute top-1/2 size-11 -translate-y-1/2 rounded-full bg-page/60 text-ink backdrop-blur-sm disabled:hidden';

/** They are on their way before anybody asks for them. */
function usePreloaded(...neighbours: (SharedImage | undefined)[]) {
  const urls = neighbours.flatMap((neighbour) => neighbour?.previewUrl ?? []).join(' ');
  useEffect(() => {
    for (const url of urls ? urls.split(' ') : []) {
      new Image().src = url;
    }
  }, [urls]);
}

/** One picture, large. Dark in both themes, so that only the picture shines. */
export function SharedViewer(props: Props) {
  const { images, pictureId, count, caption, onStep, onClose, onNearEnd, onBroken } = props;
  const at = images.findIndex(({ id }) => id === pictureId);
  const image = images[at];
  const previous = images[at - 1];
  const next = at >= 0 ? images[at + 1] : undefined;
  const goPrevious = previous ? () => onStep(previous.id) : null;
  const goNext = next ? () => onStep(next.id) : null;
  const touch = useSteps(goPrevious, goNext);
  const isNearEnd = at >= images.length - kNear;
  useEffect(() => {
    if (isNearEnd) {
      void onNearEnd?.();
    }
  }, [isNearEnd, onNearEnd]);
  usePreloaded(next, previous);

  return (
    <ModalFrame
      label={t('shares:viewer')}
      onClose={onClose}
      isDark
      className="m-0 h-dvh max-h-none w-screen max-w-none appear bg-sunken text-ink"
    >
      <div className="flex h-full flex-col overflow-y-auto lg:flex-row lg:overflow-hidden">
        <div
          className={cx(
            'relative shrink-0 lg:h-full lg:min-w-0 lg:flex-1',
            image?.recipe ? 'h-[70dvh]' : 'h-full',
          )}
          {...touch}
        >
          {image && (
            <SharedPicture
              key={image.id}
              image={image}
              alt={caption(image, at)}
              onBroken={onBroken}
            />
          )}
          <IconButton
            label={t('shares:previous')}
            icon="arrowLeft"
            className={`${arrow} left-3`}
            disabled={!goPrevious}
            onClick={goPrevious ?? undefined}
          />
          <IconButton
            label={t('shares:next')}
            icon="arrowRight"
            className={`${arrow} right-3`}
            disabled={!goNext}
            onClick={goNext ?? undefined}
          />
          <ViewerBar image={image} at={at} count={count} onClose={onClose} />
        </div>
        {image?.recipe && <SharedRecipe image={image} recipe={image.recipe} />}
      </div>
    </ModalFrame>
  );
}

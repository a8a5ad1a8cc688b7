import type { GeneratedImage } from '@/api/router';
import { ModalFrame } from '@/components/ui/dialog';
import { t } from '@/i18n';
import { imageAlt } from '@/lib/image-text';
import type { ReactNode } from 'react';
import { useInfoOpen } from '../lib/info-open';
import { useCull } from '../lib/use-cull';
import { useImageActions, type ViewerEvents } from '../lib/use-image-actions';
import { useViewed, type Neighbours, type Viewed } from '../lib/use-viewed';
import { useViewerKeys } from '../lib/use-viewer-keys';
import { useZoom } from '../lib/use-zoom';
import { CullBar } from './cull-bar';
import { InfoPanel } from './info-panel';
import { RecipePanel, RecipeSkeleton } from './recipe-panel';
import { TopBar } from './top-bar';
import { ViewerFoot } from './viewer-foot';
import { ViewerFrame } from './viewer-frame';

interface Props extends ViewerEvents {
  imageId: string;
  neighbours: Neighbours;
  /** The best of its batch is being picked. */
  isCulling?: boolean;
  /** Asks for fresh links. */
  onBroken?: () => void;
  /** The button that shares a picture. */
  share?: (image: GeneratedImage) => ReactNode;
}

const nothing = { width: 0, height: 0 };

/** Others of the same batch and size are looked at as closely, and at the same spot. */
function lookOf(image: GeneratedImage | null): string {
  return image ? `${image.batchId} ${image.width} ${image.height}` : '';
}

/** What is read out when another picture is shown. */
function announcement({ image, place }: Viewed): string {
  const prompt = image ? imageAlt(image) : '';
  return place ? t('viewer:announce', { ...place, prompt }) : prompt;
}

/** One picture, large, with all that made it. Dark in both themes, so that only the picture shines. */
export function Viewer(props: Props) {
  const { imageId, neighbours, isCulling = false, onBroken, share, ...events } = props;
  const { onStep, onClose, onOpenLora } = events;
  const viewed = useViewed(imageId, neighbours, isCulling);
  const { image, detail, batch, place, error } = viewed;
  const [isInfoOpen, setInfoOpen] = useInfoOpen();
  const zoom = useZoom(image ?? nothing, lookOf(image));
  const actions = useImageActions(viewed, events);
  const cull = useCull({ images: batch, current: image, onStep, onClose });
  useViewerKeys({
    ...{ viewed, actions, zoom, isInfoOpen, setInfoOpen, events },
    cull: isCulling ? cull : null,
  });

  return (
    <ModalFrame
      label={t(isCulling ? 'viewer:pickBest' : 'viewer:picture')}
      onClose={onClose}
      isDark
      keys="viewer"
      className="m-0 h-dvh max-h-none w-full max-w-none appear overflow-hidden bg-sunken text-ink"
    >
      <p role="status" className="sr-only">
        {announcement(viewed)}
      </p>
      <div className="relative flex h-full">
        <div className="flex min-w-0 flex-1 flex-col max-lg:pb-13">
          <TopBar
            image={detail}
            actions={actions}
            position={place ? t('viewer:position', place) : ''}
            isInfoOpen={isInfoOpen}
            onToggleInfo={() => setInfoOpen(!isInfoOpen)}
            onClose={onClose}
            share={image && share?.(image)}
          />
          <ViewerFrame viewed={viewed} zoom={zoom} onStep={onStep} onBroken={onBroken} />
          {isCulling && <CullBar cull={cull} images={batch} current={image} onDone={onClose} />}
          <ViewerFoot
            zoom={zoom}
            images={batch}
            currentId={imageId}
            isNumbered={isCulling}
            onOpen={onStep}
          />
        </div>
        <InfoPanel isOpen={isInfoOpen} onOpen={setInfoOpen} title={t('viewer:recipe')}>
          {detail && actions ? (
            <RecipePanel image={detail} actions={actions} onOpenLora={onOpenLora} />
          ) : (
            !error && <RecipeSkeleton />
          )}
        </InfoPanel>
      </div>
    </ModalFrame>
  );
}

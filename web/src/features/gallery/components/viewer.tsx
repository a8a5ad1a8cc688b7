import type { GeneratedImage, ImageDetail } from '@/api/router';
import { ModalFrame } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/button';
import { api } from '@/lib/api';
import { useQuery } from '@tanstack/react-query';
import { useNeighbours } from '../lib/use-neighbours';
import { useSwipe } from '../lib/use-swipe';
import { useViewerKeys } from '../lib/use-viewer-keys';
import { RecipePanel, RecipeSkeleton } from './recipe-panel';
import { ViewerProblem } from './viewer-problem';
import { ViewerPicture } from './viewer-picture';

interface Props {
  imageId: string;
  onClose: () => void;
  onStep: (image: GeneratedImage) => void;
  onRemix: (image: ImageDetail) => void;
  onOpenLora: (loraId: string) => void;
}

const arrow =
  'absolute top-1/2 -translate-y-1/2 bg-page/60 text-ink backdrop-blur-sm disabled:hidden size-11 rounded-full';

/** One picture, large, with all that made it. Dark in both themes, so that only the picture shines. */
export function Viewer({ imageId, onClose, onStep, onRemix, onOpenLora }: Props) {
  const { known, previous, next } = useNeighbours(imageId);
  const { data, error, refetch } = useQuery(
    api.images.byId.queryOptions(
      { id: imageId },
      { staleTime: 300_000, meta: { showsErrors: true } },
    ),
  );
  const goPrevious = previous && (() => onStep(previous));
  const goNext = next && (() => onStep(next));
  useViewerKeys({ previous: goPrevious, next: goNext });
  const swipe = useSwipe(goNext, goPrevious);
  const image = data ?? known;

  return (
    <ModalFrame
      label="Picture"
      onClose={onClose}
      isDark
      className="m-0 h-dvh max-h-none w-screen max-w-none appear bg-sunken text-ink"
    >
      <div className="flex h-full flex-col overflow-y-auto lg:flex-row lg:overflow-hidden">
        <div
          className="relative h-[62dvh] shrink-0 sm:h-[70dvh] lg:h-full lg:min-w-0 lg:flex-1"
          {...swipe}
        >
          {image && <ViewerPicture key={image.id} image={image} />}
          {error && !data && <ViewerProblem error={error} onRetry={() => void refetch()} />}
          <IconButton
            label="Previous picture"
            icon="arrowLeft"
            className={`${arrow} left-3`}
            disabled={!goPrevious}
            onClick={goPrevious ?? undefined}
          />
          <IconButton
            label="Next picture"
            icon="arrowRight"
            className={`${arrow} right-3`}
            disabled={!goNext}
            onClick={goNext ?? undefined}
          />
          <IconButton
            label="Close"
            icon="close"
            className="absolute top-3 left-3 size-11 rounded-full bg-page/60 text-ink backdrop-blur-sm"
            onClick={onClose}
          />
        </div>
        <aside
          aria-label="Recipe"
          className="border-line bg-page lg:w-[23rem] lg:overflow-y-auto lg:border-l"
        >
          {data ? (
            <RecipePanel image={data} onRemix={() => onRemix(data)} onOpenLora={onOpenLora} />
          ) : (
            !error && <RecipeSkeleton />
          )}
        </aside>
      </div>
    </ModalFrame>
  );
}

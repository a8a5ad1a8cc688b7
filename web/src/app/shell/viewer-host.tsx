import type { ImageDetail } from '@/api/router';
import { refreshLinks } from '@/features/gallery/lib/refresh-links';
import { useNeighbours } from '@/features/gallery/lib/use-neighbours';
import { useSubmit } from '@/features/generate/lib/use-submit';
import { Viewer } from '@/features/viewer/components/viewer';
import { ShareButton } from '@/features/shares/components/share-button';
import { againInput, varyInput } from '@/features/viewer/lib/recipe-input';
import { t } from '@/i18n';
import { useSelectedPerson } from '@/lib/people';
import { furtherLorasOf, remix, type RemixPart } from '@/lib/remix';
import { knownServerInfo } from '@/lib/server-info';
import { useSignedIn } from '@/lib/session';
import { showError, showToast } from '@/lib/toasts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useOverlays } from '../overlays';

interface Props {
  imageId: string;
  isCulling?: boolean;
}

/** The viewer, tied to the rest of the page. */
export function ViewerHost({ imageId, isCulling = false }: Props) {
  const { openImage, openGenerate, openCompare, close } = useOverlays();
  const navigate = useNavigate();
  const person = useSelectedPerson();
  const ifSignedIn = useSignedIn();
  const { submit, error } = useSubmit(({ loraTrainingId, numImages }) =>
    showToast(t(numImages === 1 ? 'viewer:sentAgain' : 'viewer:sentVary'), {
      action: { label: t('viewer:show'), run: () => openGenerate(loraTrainingId) },
    }),
  );

  useEffect(() => {
    if (error && error.code !== 'UNAUTHORIZED') {
      showError(error);
    }
  }, [error]);

  const generate = (image: ImageDetail, how: 'again' | 'vary') => {
    const inputOf = how === 'again' ? againInput : varyInput;
    ifSignedIn(t('viewer:signIn'), () => submit(inputOf(image, person?.id ?? null)));
  };
  const toForm = ({ loraTrainingId, recipe }: ImageDetail, part: RemixPart) => {
    const furtherLoras = furtherLorasOf(recipe);
    remix(loraTrainingId, { ...recipe, furtherLoras }, knownServerInfo(), part);
    openGenerate(loraTrainingId);
  };

  return (
    <Viewer
      imageId={imageId}
      neighbours={useNeighbours(imageId)}
      isCulling={isCulling}
      onBroken={refreshLinks}
      onClose={() => close(isCulling ? 'cull' : 'image')}
      share={({ id, batchId }) => (
        <ShareButton isSmall what={{ imageIds: [id] }} batchId={batchId} className="size-11" />
      )}
      onStep={({ id }) => openImage(id, true)}
      onOpenLora={(loraId) =>
        void navigate({ to: '/loras/$loraId', params: { loraId }, search: {} })
      }
      onRemix={toForm}
      onGenerate={generate}
      onCompare={openCompare}
    />
  );
}

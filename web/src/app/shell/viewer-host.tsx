import { Viewer } from '@/features/gallery/components/viewer';
import { ShareButton } from '@/features/shares/components/share-button';
import { furtherLorasOf, remix } from '@/lib/remix';
import { knownServerInfo } from '@/lib/server-info';
import { useNavigate } from '@tanstack/react-router';
import { useOverlays } from '../overlays';

/** The viewer, tied to the rest of the page. */
export function ViewerHost({ imageId }: { imageId: string }) {
  const { openImage, openGenerate, close } = useOverlays();
  const navigate = useNavigate();
  return (
    <Viewer
      imageId={imageId}
      onClose={() => close('image')}
      actions={({ id, batchId, isMine }) =>
        isMine && <ShareButton what={{ imageIds: [id] }} batchId={batchId} className="col-span-2" />
      }
      onStep={({ id }) => openImage(id, true)}
      onOpenLora={(loraId) =>
        void navigate({ to: '/loras/$loraId', params: { loraId }, search: {} })
      }
      onRemix={({ loraTrainingId, recipe }) => {
        const furtherLoras = furtherLorasOf(recipe);
        remix(loraTrainingId, { ...recipe, furtherLoras }, knownServerInfo());
        openGenerate(loraTrainingId);
      }}
    />
  );
}

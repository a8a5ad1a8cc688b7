import { useNeighbours } from '@/features/gallery/lib/use-neighbours';
import { Viewer } from '@/features/viewer/components/viewer';
import { remix } from '@/lib/remix';
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
      neighbours={useNeighbours(imageId)}
      onClose={() => close('image')}
      onStep={({ id }) => openImage(id, true)}
      onOpenLora={(loraId) =>
        void navigate({ to: '/loras/$loraId', params: { loraId }, search: {} })
      }
      onRemix={({ loraTrainingId, recipe }) => {
        remix(loraTrainingId, recipe, knownServerInfo());
        openGenerate(loraTrainingId);
      }}
    />
  );
}

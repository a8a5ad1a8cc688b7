import { cullRequestStore } from '@/lib/cull';
import { lazyPart } from '@/lib/lazy-part';
import { moveInRequestStore } from '@/lib/move-in';
import { signInRequestStore } from '@/lib/session';
import { useStore } from '@/lib/store';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useDockedLora, useOverlays } from '../overlays';

const GenerateDialog = lazyPart(
  async () => (await import('@/features/generate/components/generate-dialog')).GenerateDialog,
);
const SignInDialog = lazyPart(
  async () => (await import('@/features/session/components/sign-in-dialog')).SignInDialog,
);
const CullHost = lazyPart(async () => (await import('./cull-host')).CullHost);
const CompareHost = lazyPart(async () => (await import('./compare-host')).CompareHost);
const ViewerHost = lazyPart(async () => (await import('./viewer-host')).ViewerHost);
const MoveInHost = lazyPart(
  async () => (await import('@/features/move-in/components/move-in-host')).MoveInHost,
);

/** Whatever lies over the page. The last one lies on top. */
export function Overlays() {
  const { image, generate, cull, compare, openImage, openCull, close } = useOverlays();
  const cullRequest = useStore(cullRequestStore);
  const isSigningIn = useStore(signInRequestStore) !== null;
  const movesIn = useStore(moveInRequestStore) !== null;
  const isDocked = useDockedLora() !== null;
  const navigate = useNavigate();

  useEffect(() => {
    if (cullRequest) {
      cullRequestStore.set(null);
      openCull(cullRequest);
    }
  }, [cullRequest, openCull]);

  // Each waits alone: one that is still loading must not close the one below it.
  return (
    <>
      <Suspense fallback={null}>
        {generate && !isDocked && (
          <GenerateDialog
            key={generate}
            loraId={generate}
            onClose={() => close('generate')}
            onOpen={({ id }) => openImage(id)}
            onGallery={(loraId) => void navigate({ to: '/loras/$loraId', params: { loraId } })}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {image && !cull && <ViewerHost imageId={image} />}
        {cull && <CullHost batchId={cull} imageId={image} onClose={() => close('cull')} />}
      </Suspense>
      <Suspense fallback={null}>{compare && <CompareHost ids={compare} />}</Suspense>
      <Suspense fallback={null}>
        {movesIn && <MoveInHost onSee={() => void navigate({ to: '/images', search: {} })} />}
      </Suspense>
      <Suspense fallback={null}>{isSigningIn && <SignInDialog />}</Suspense>
    </>
  );
}

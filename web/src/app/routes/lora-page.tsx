import type { LoraDetail } from '@/api/router';
import { LoraGallery } from '@/features/gallery/components/lora-gallery';
import { DockedRuns } from '@/features/generate/components/docked-runs';
import { GenerateForm } from '@/features/generate/components/generate-form';
import { FindStrength } from '@/features/ladder/components/find-strength';
import { LoraHeader } from '@/features/loras/components/lora-header';
import { isOnlyKnown } from '@/features/loras/lib/lora-text';
import { OwnerActions } from '@/features/loras/components/owner-actions';
import { ShareButton } from '@/features/shares/components/share-button';
import { lazyPart } from '@/lib/lazy-part';
import { useLiveServerInfo } from '@/lib/server-info';
import { writeStored } from '@/lib/storage';
import { useMedia } from '@/lib/use-media';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { useGalleryPlace } from '../gallery-place';
import { kRoomForDock, useOverlays } from '../overlays';
import { Dock } from './dock';

const ImportInstead = lazyPart(async () => (await import('./import-instead')).ImportInstead);

export function LoraPage({ lora }: { lora: LoraDetail }) {
  const { openGenerate, openImage } = useOverlays();
  const navigate = useNavigate();
  const place = useGalleryPlace();
  const info = useLiveServerInfo();
  const isDocked = useMedia(kRoomForDock) && info !== undefined && lora.canGenerate;
  const hasNoFile = isOnlyKnown(lora);
  const prompt = useRef<HTMLTextAreaElement>(null);
  const generate = () => (isDocked ? prompt.current?.focus() : openGenerate(lora.id));
  const open = ({ id }: { id: string }) => openImage(id);

  useEffect(() => {
    if (lora.canGenerate) {
      writeStored('lastLora', lora.id);
    }
  }, [lora]);

  return (
    <div className="flex items-start gap-8">
      {isDocked && (
        <Dock>
          <GenerateForm lora={lora} info={info} promptRef={prompt} />
        </Dock>
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-8">
        <LoraHeader
          lora={lora}
          onGenerate={isDocked || hasNoFile ? null : generate}
          actions={
            <>
              {hasNoFile ? (
                <Suspense fallback={null}>
                  <ImportInstead />
                </Suspense>
              ) : (
                <FindStrength lora={lora} />
              )}
              {lora.isMine && (
                <>
                  <ShareButton what={{ loraTrainingId: lora.id }} />
                  <OwnerActions lora={lora} onRemoved={() => void navigate({ to: '/loras' })} />
                </>
              )}
            </>
          }
        />
        {info && <DockedRuns lora={lora} info={info} onOpen={open} />}
        <LoraGallery lora={lora} {...place} onGenerate={generate} />
      </div>
    </div>
  );
}

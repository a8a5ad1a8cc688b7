import type { LoraDetail } from '@/api/router';
import { LoraGallery } from '@/features/gallery/components/lora-gallery';
import { DockedRuns } from '@/features/generate/components/docked-runs';
import { GenerateForm } from '@/features/generate/components/generate-form';
import { FindStrength } from '@/features/ladder/components/find-strength';
import { LoraHeader } from '@/features/loras/components/lora-header';
import { OwnerActions } from '@/features/loras/components/owner-actions';
import { ShareButton } from '@/features/shares/components/share-button';
import { useLiveServerInfo } from '@/lib/server-info';
import { useMedia } from '@/lib/use-media';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useGalleryPlace } from '../gallery-place';
import { useOverlays } from '../overlays';

/** Wide windows have room for the form beside the gallery. */
const kRoomForForm = '(width >= 80rem)';

export function LoraPage({ lora }: { lora: LoraDetail }) {
  const { openGenerate, openImage } = useOverlays();
  const navigate = useNavigate();
  const place = useGalleryPlace();
  const info = useLiveServerInfo();
  const isDocked = useMedia(kRoomForForm) && info !== undefined && lora.canGenerate;
  const prompt = useRef<HTMLTextAreaElement>(null);
  const generate = () => (isDocked ? prompt.current?.focus() : openGenerate(lora.id));
  const open = ({ id }: { id: string }) => openImage(id);
  return (
    <div className="flex items-start gap-8">
      <div className="flex min-w-0 flex-1 flex-col gap-9">
        <LoraHeader
          lora={lora}
          onGenerate={isDocked ? null : generate}
          actions={
            <>
              <FindStrength lora={lora} />
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
      {isDocked && (
        <aside
          aria-label="Generate"
          className="sticky top-20 max-h-[calc(100dvh-6.5rem)] w-[24rem] shrink-0 overflow-y-auto rounded-sheet border border-line bg-surface shadow-small"
        >
          <GenerateForm lora={lora} info={info} promptRef={prompt} />
        </aside>
      )}
    </div>
  );
}

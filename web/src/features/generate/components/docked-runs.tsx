import type { GeneratedImage, LoraDetail, ServerInfo } from '@/api/router';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { lazyPart } from '@/lib/lazy-part';
import { Suspense } from 'react';
import { useRunsOf } from '../lib/run-store';
import { isOpen } from '../lib/run';

const RunList = lazyPart(async () => (await import('./run-list')).RunList);

interface Props {
  lora: LoraDetail;
  info: ServerInfo;
  onOpen: (image: GeneratedImage) => void;
}

/** Above a gallery: what is under way, and what did not come out whole. The rest has moved into the gallery. */
export function DockedRuns({ lora, info, onOpen }: Props) {
  const runs = useRunsOf(lora.id).filter(
    ({ batch }) => isOpen(batch) || batch.images.length < batch.numImages,
  );
  if (runs.length === 0) {
    return null;
  }
  return (
    <section
      aria-label={t('generate:underWay')}
      className="max-w-2xl rounded-card border border-line bg-surface p-5"
    >
      <Suspense fallback={<Skeleton className="h-40" />}>
        <RunList runs={runs} lora={lora} info={info} onOpen={onOpen} />
      </Suspense>
    </section>
  );
}

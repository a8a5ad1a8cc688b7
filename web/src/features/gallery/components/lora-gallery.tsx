import type { GeneratedImage, LoraDetail } from '@/api/router';
import { Empty } from '@/components/ui/empty';
import { Button } from '@/components/ui/button';
import { count } from '@/lib/format';
import { useLoraGallery } from '../lib/gallery-queries';
import { Gallery } from './gallery';

interface Props {
  lora: LoraDetail;
  onOpen: (image: GeneratedImage) => void;
  onGenerate: () => void;
}

export function LoraGallery({ lora, onOpen, onGenerate }: Props) {
  const query = useLoraGallery(lora.id);
  const total = query.data?.pages[0]?.total;
  return (
    <section aria-labelledby="gallery" className="flex flex-col gap-4">
      <h2 id="gallery" className="flex items-baseline gap-2.5 text-title">
        Gallery
        {total !== undefined && total > 0 && (
          <span className="text-small font-medium tracking-normal text-muted">
            {count(total, 'picture')}
          </span>
        )}
      </h2>
      <Gallery
        label={`Pictures made with ${lora.name}`}
        query={query}
        onOpen={onOpen}
        empty={
          <Empty
            icon="pictures"
            title="No pictures yet"
            action={
              lora.canGenerate && (
                <Button tone="accent" icon="spark" onClick={onGenerate}>
                  Make the first ones
                </Button>
              )
            }
          >
            {`Everything made with ${lora.name} will be kept here, newest first.`}
          </Empty>
        }
      />
    </section>
  );
}

import type { Lora } from '@/api/router';
import { PaperCover } from '@/components/paper-cover';
import { Picture } from '@/components/picture';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { count, fullName } from '@/lib/format';
import { Link } from '@tanstack/react-router';
import { unusableReason } from '../lib/lora-text';

interface Props {
  lora: Lora;
  isUrgent: boolean;
  onGenerate: () => void;
}

const kSizes = '(width < 40rem) 50vw, (width < 64rem) 33vw, 300px';

function Cover({ lora, isUrgent }: Omit<Props, 'onGenerate'>) {
  const { coverImage, name } = lora;
  return coverImage ? (
    <Picture source={coverImage} alt="" sizes={kSizes} isUrgent={isUrgent} />
  ) : (
    <PaperCover name={name} />
  );
}

export function LoraCard({ lora, isUrgent, onGenerate }: Props) {
  const person = fullName(lora);
  const reason = unusableReason(lora);
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface shadow-small transition-shadow hover:shadow-large">
      <div className="relative aspect-square overflow-hidden">
        <div className="size-full transition-transform duration-500 group-hover:scale-[1.025]">
          <Cover lora={lora} isUrgent={isUrgent} />
        </div>
        <div className="absolute top-2 left-2 flex flex-wrap gap-1">
          {lora.isMine && lora.visibility !== 'public' && (
            <Badge>{lora.visibility === 'link' ? 'With the link' : 'Private'}</Badge>
          )}
          {reason && <Badge tone="danger">{reason.short}</Badge>}
        </div>
      </div>
      <div className="flex flex-1 flex-col gap-0.5 p-3 sm:p-3.5">
        <h2 className="truncate font-bold">
          <Link
            to="/loras/$loraId"
            params={{ loraId: lora.id }}
            className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-ink"
          >
            {lora.name}
          </Link>
        </h2>
        <p className="truncate text-small text-muted">
          {person && <>{person} · </>}
          {lora.imageCount > 0 ? count(lora.imageCount, 'picture') : 'No pictures yet'}
        </p>
        <p className="mb-3 truncate text-small text-muted">
          <code className="font-mono text-tiny" title="Trigger word">
            {lora.trigger || 'no trigger word'}
          </code>
        </p>
        <Button
          icon="spark"
          className="relative mt-auto w-full px-2"
          disabled={!lora.canGenerate}
          title={reason?.long}
          aria-label={`Generate with ${lora.name}`}
          onClick={onGenerate}
        >
          Generate
        </Button>
      </div>
    </article>
  );
}

import type { LoraDetail } from '@/api/router';
import { PaperCover } from '@/components/paper-cover';
import { Picture } from '@/components/picture';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { count, fullName } from '@/lib/format';
import type { ReactNode } from 'react';
import { unusableReason, visibilityText } from '../lib/lora-text';
import { LoraFacts } from './lora-facts';
import { Warnings } from './warnings';

interface Props {
  lora: LoraDetail;
  onGenerate: () => void;
  /** What its owner can do. */
  ownerActions?: ReactNode;
}

/** A LoRA's face, name and passport. */
export function LoraHeader({ lora, onGenerate, ownerActions }: Props) {
  const person = fullName(lora);
  const reason = unusableReason(lora);
  return (
    <header className="flex flex-col gap-5 sm:flex-row sm:gap-7">
      <div className="size-28 shrink-0 overflow-hidden rounded-card shadow-small sm:size-52">
        {lora.coverImage ? (
          <Picture source={lora.coverImage} alt={lora.coverImage.alt} sizes="208px" isUrgent />
        ) : (
          <PaperCover name={lora.name} />
        )}
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <div className="flex flex-col gap-1.5">
          <h1 className="text-display font-bold break-words">{lora.name}</h1>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
            {person && <span>{person}</span>}
            <span>
              {lora.imageCount > 0 ? count(lora.imageCount, 'picture') : 'No pictures yet'}
            </span>
            {lora.isMine && <Badge>{visibilityText[lora.visibility]}</Badge>}
            {reason && <Badge tone="danger">{reason.short}</Badge>}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button tone="accent" icon="spark" disabled={!lora.canGenerate} onClick={onGenerate}>
            Generate
          </Button>
          {ownerActions}
        </div>
        {reason && <p className="text-small text-danger">{reason.long}</p>}
        {lora.isMine && <Warnings sentences={lora.warnings} />}
        <details className="group rounded-card border border-line bg-surface open:pb-4">
          <summary className="flex touch-target items-center gap-2 rounded-card px-4 py-2.5 text-small font-semibold">
            <span className="min-w-0 flex-1 truncate">
              About this LoRA
              <span className="font-normal text-muted">
                {' '}
                · {lora.baseModel}, rank {lora.rank}
              </span>
            </span>
            <Icon name="chevron" className="size-4.5 transition-transform group-open:rotate-180" />
          </summary>
          <div className="px-4 pt-2">
            <LoraFacts lora={lora} />
          </div>
        </details>
      </div>
    </header>
  );
}

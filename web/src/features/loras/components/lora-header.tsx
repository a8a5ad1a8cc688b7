import type { LoraDetail } from '@/api/router';
import { PaperCover } from '@/components/paper-cover';
import { Picture } from '@/components/picture';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { fullName } from '@/lib/format';
import type { ReactNode } from 'react';
import { isOnlyKnown, unusableReason, visibilityText } from '../lib/lora-text';
import { AboutLora, UnusableNote } from './lora-notes';
import { Warnings } from './warnings';

interface Props {
  lora: LoraDetail;
  /** Null where the form stands beside it. */
  onGenerate: (() => void) | null;
  /** What else can be done with it. */
  actions?: ReactNode;
}

/** A LoRA's face, name and passport. */
export function LoraHeader({ lora, onGenerate, actions }: Props) {
  const person = fullName(lora);
  const reason = unusableReason(lora);
  return (
    <header className="grid grid-cols-[6rem_1fr] gap-x-4 gap-y-4 sm:grid-cols-[10rem_1fr] sm:grid-rows-[auto_1fr] sm:gap-x-6">
      <div className="aspect-square overflow-hidden rounded-card shadow-small sm:row-span-2">
        {lora.coverImage ? (
          <Picture source={lora.coverImage} alt={lora.coverImage.alt} sizes="160px" isUrgent />
        ) : (
          <PaperCover name={lora.name} />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-1.5 self-center sm:self-start">
        <h1 className="text-display font-bold break-words">{lora.name}</h1>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
          {person && <span>{person}</span>}
          {!isOnlyKnown(lora) && (
            <span>{t('loras:modelAndRank', { model: lora.baseModel, rank: lora.rank })}</span>
          )}
          {lora.isMine && <Badge>{visibilityText(lora.visibility)}</Badge>}
          {reason && <Badge tone={reason.tone}>{reason.short}</Badge>}
        </p>
      </div>
      <div className="col-span-2 flex min-w-0 flex-col gap-4 sm:col-span-1">
        {(onGenerate ?? actions) && (
          <div className="flex flex-wrap gap-2">
            {onGenerate && (
              <Button tone="accent" icon="spark" disabled={!lora.canGenerate} onClick={onGenerate}>
                {t('loras:generate')}
              </Button>
            )}
            {actions}
          </div>
        )}
        <UnusableNote lora={lora} />
        {lora.isMine && <Warnings sentences={lora.warnings} />}
        <AboutLora lora={lora} />
      </div>
    </header>
  );
}

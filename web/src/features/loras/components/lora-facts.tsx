import type { LoraDetail } from '@/api/router';
import { CopyButton } from '@/components/ui/copy-button';
import { language, t } from '@/i18n';
import { day, fileSize } from '@/lib/format';
import type { ReactNode } from 'react';
import { keyFamilyText } from '../lib/lora-text';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-tiny font-semibold text-muted">{name}</dt>
      <dd className="flex min-h-6 min-w-0 items-center gap-1 truncate">{children}</dd>
    </div>
  );
}

/** What is known of a LoRA, read from its file for the most part. */
export function LoraFacts({ lora }: { lora: LoraDetail }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-small sm:grid-cols-3">
      <Fact name={t('loras:trigger')}>
        {lora.trigger ? (
          <>
            <code className="truncate font-mono">{lora.trigger}</code>
            <CopyButton text={lora.trigger} what={t('loras:trigger')} className="-my-2 size-7" />
          </>
        ) : (
          t('loras:none')
        )}
      </Fact>
      <Fact name={t('loras:strength')}>{lora.defaultScale}</Fact>
      <Fact name={t('loras:baseModel')}>{lora.baseModel || t('loras:notNamed')}</Fact>
      <Fact name={t('loras:keyNames')}>{keyFamilyText(lora.keyFamily)}</Fact>
      <Fact name={t('loras:rank')}>{lora.rank}</Fact>
      <Fact name="Alpha">{lora.alpha ?? t('loras:asRank', { rank: lora.rank })}</Fact>
      <Fact name={t('loras:parameters')}>{lora.parameterCount.toLocaleString(language())}</Fact>
      <Fact name={t('loras:fileSize')}>{fileSize(lora.fileBytes)}</Fact>
      <Fact name="SHA-256">
        <code className="truncate font-mono">{lora.sha256.slice(0, 12)}…</code>
        <CopyButton text={lora.sha256} what="SHA-256" className="-my-2 size-7" />
      </Fact>
      <Fact name={t('loras:number')}>{lora.number}</Fact>
      <Fact name={t('loras:takenIn')}>{day(lora.createdAt)}</Fact>
    </dl>
  );
}

import type { LoraDetail } from '@/api/router';
import { CopyButton } from '@/components/ui/copy-button';
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
      <Fact name="Trigger word">
        {lora.trigger ? (
          <>
            <code className="truncate font-mono">{lora.trigger}</code>
            <CopyButton text={lora.trigger} what="Trigger word" className="-my-2 size-7" />
          </>
        ) : (
          'none'
        )}
      </Fact>
      <Fact name="Strength">{lora.defaultScale}</Fact>
      <Fact name="Base model">{lora.baseModel || 'not named'}</Fact>
      <Fact name="Key names">{keyFamilyText(lora.keyFamily)}</Fact>
      <Fact name="Rank">{lora.rank}</Fact>
      <Fact name="Alpha">{lora.alpha ?? `${lora.rank}, as the rank`}</Fact>
      <Fact name="Parameters">{lora.parameterCount.toLocaleString()}</Fact>
      <Fact name="File size">{fileSize(lora.fileBytes)}</Fact>
      <Fact name="SHA-256">
        <code className="truncate font-mono">{lora.sha256.slice(0, 12)}…</code>
        <CopyButton text={lora.sha256} what="SHA-256" className="-my-2 size-7" />
      </Fact>
      <Fact name="Number">{lora.number}</Fact>
      <Fact name="Taken in">{day(lora.createdAt)}</Fact>
    </dl>
  );
}

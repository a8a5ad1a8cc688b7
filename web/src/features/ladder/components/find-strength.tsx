import type { LoraDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { lazyPart } from '@/lib/lazy-part';
import { Suspense, useState } from 'react';

const LadderDialog = lazyPart(async () => (await import('./ladder-dialog')).LadderDialog);

/** The way to a LoRA's ladder. */
export function FindStrength({ lora }: { lora: LoraDetail }) {
  const [isOpen, setIsOpen] = useState(false);
  if (!lora.canGenerate) {
    return null;
  }
  return (
    <>
      <Button icon="ladder" onClick={() => setIsOpen(true)}>
        {t('loras:findStrength')}
      </Button>
      <Suspense fallback={null}>
        {isOpen && <LadderDialog lora={lora} onClose={() => setIsOpen(false)} />}
      </Suspense>
    </>
  );
}

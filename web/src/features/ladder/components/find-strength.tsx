import type { LoraDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { lazy, Suspense, useState } from 'react';

const LadderDialog = lazy(async () => ({
  default: (await import('./ladder-dialog')).LadderDialog,
}));

/** The way to a LoRA's ladder. */
export function FindStrength({ lora }: { lora: LoraDetail }) {
  const [isOpen, setIsOpen] = useState(false);
  if (!lora.canGenerate) {
    return null;
  }
  return (
    <>
      <Button icon="ladder" onClick={() => setIsOpen(true)}>
        {t('ladder:find')}
      </Button>
      <Suspense fallback={null}>
        {isOpen && <LadderDialog lora={lora} onClose={() => setIsOpen(false)} />}
      </Suspense>
    </>
  );
}

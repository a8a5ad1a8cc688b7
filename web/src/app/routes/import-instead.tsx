import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { lazyPart } from '@/lib/lazy-part';
import { useSelectedPerson } from '@/lib/people';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useOverlays } from '../overlays';

const ImportDialog = lazyPart(
  async () => (await import('@/features/loras/components/import-dialog')).ImportDialog,
);

/** Where a LoRA is known by its pictures alone: its file is what is missing to make more. */
export function ImportInstead() {
  const [isOpen, setIsOpen] = useState(false);
  const { openGenerate } = useOverlays();
  const person = useSelectedPerson();
  const navigate = useNavigate();
  return (
    <>
      <Button tone="accent" icon="upload" onClick={() => setIsOpen(true)}>
        {t('moveIn:importFile')}
      </Button>
      <Suspense fallback={null}>
        {isOpen && (
          <ImportDialog
            initialFile={null}
            personId={person?.id ?? null}
            onClose={() => setIsOpen(false)}
            onGenerate={({ id }) => {
              setIsOpen(false);
              openGenerate(id);
            }}
            onOpen={(loraId) => void navigate({ to: '/loras/$loraId', params: { loraId } })}
          />
        )}
      </Suspense>
    </>
  );
}

import { useKeys } from '@/lib/keys';
import { lazyPart } from '@/lib/lazy-part';
import { readStored } from '@/lib/storage';
import { createStore, useStore } from '@/lib/store';
import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useOverlays } from '../overlays';
import { keyPlace, type KeyPlace } from './key-place';

const KeySheet = lazyPart(async () => (await import('./key-sheet')).KeySheet);
const Palette = lazyPart(async () => (await import('./palette')).Palette);

const open = createStore<'palette' | KeyPlace | null>(null);

export function openPalette(): void {
  open.set('palette');
}

/** The keys that act on every page, and what they open. */
export function KeysHost() {
  const shown = useStore(open);
  const navigate = useNavigate();
  const { openGenerate } = useOverlays();
  const close = () => open.set(null);
  const openKeys = () => open.set(keyPlace());

  useKeys('everywhere', {
    'Ctrl+k': () => open.set((current) => (current === 'palette' ? null : 'palette')),
    '?': openKeys,
  });
  useKeys('page', {
    n: () => {
      const lora = readStored('lastLora');
      return lora !== null && (openGenerate(lora), true);
    },
  });

  return (
    <Suspense fallback={null}>
      {shown === 'palette' && (
        <Palette
          doing={{
            go: (to) => void navigate({ to }),
            openLora: (loraId) => void navigate({ to: '/loras/$loraId', params: { loraId } }),
            openGenerate,
            openKeys,
          }}
          onClose={close}
        />
      )}
      {shown !== null && shown !== 'palette' && <KeySheet place={shown} onClose={close} />}
    </Suspense>
  );
}

import { readStored, writeStored } from '@/lib/storage';
import { useMedia } from '@/lib/use-media';
import { useState } from 'react';

/** Narrow windows have the panel as a sheet, which is down at first; beside the picture it stays as it was left. */
const kBeside = '(width >= 64rem)';

export function useInfoOpen(): [isOpen: boolean, setOpen: (isOpen: boolean) => void] {
  const isBeside = useMedia(kBeside);
  const [isPanelOpen, setPanelOpen] = useState(() => readStored('viewerInfo') !== 'closed');
  const [isSheetOpen, setSheetOpen] = useState(false);
  if (!isBeside) {
    return [isSheetOpen, setSheetOpen];
  }
  return [
    isPanelOpen,
    (isOpen) => {
      setPanelOpen(isOpen);
      writeStored('viewerInfo', isOpen ? null : 'closed');
    },
  ];
}

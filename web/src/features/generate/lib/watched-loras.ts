import { useEffect } from 'react';

const watched = new Map<string, number>();

/** Whether the batches of a LoRA are on the screen. */
export function isWatched(loraId: string): boolean {
  return document.visibilityState === 'visible' && (watched.get(loraId) ?? 0) > 0;
}

/** For places that show the batches of a LoRA: who looks at them needs no message that they are done. */
export function useWatched(loraId: string): void {
  useEffect(() => {
    watched.set(loraId, (watched.get(loraId) ?? 0) + 1);
    return () => {
      watched.set(loraId, (watched.get(loraId) ?? 1) - 1);
    };
  }, [loraId]);
}

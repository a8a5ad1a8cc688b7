import type { GeneratedImage } from '@/api/router';
import { useCallback, useSyncExternalStore } from 'react';
import { pictureDetails } from './picture-details';

/** What is known of a picture so far. */
export function usePicture(id: string): GeneratedImage | null {
  const subscribe = useCallback(
    (listener: () => void) => pictureDetails.subscribe(id, listener),
    [id],
  );
  return useSyncExternalStore(subscribe, () => pictureDetails.get(id));
}

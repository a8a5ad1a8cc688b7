import type { GeneratedImage } from '@/api/router';
import { useEffect } from 'react';

/** Has the large files of the neighbours fetched, once the picture that is looked at is there. */
export function usePreload(
  isReady: boolean,
  ...neighbours: readonly (GeneratedImage | null)[]
): void {
  const urls = neighbours.flatMap((image) => (image ? [image.signedUrl] : [])).join('\n');
  useEffect(() => {
    if (!isReady || !urls) {
      return;
    }
    for (const url of urls.split('\n')) {
      const image = new Image();
      image.fetchPriority = 'low';
      image.src = url;
    }
  }, [isReady, urls]);
}

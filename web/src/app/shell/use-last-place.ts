import { writeStored } from '@/lib/storage';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Where "/" leads next time. */
export function useLastPlace(): void {
  const place = useLocation({
    select: ({ pathname }) => /^\/(loras|images|people)\b/.exec(pathname)?.[0],
  });
  useEffect(() => {
    if (place) {
      writeStored('lastPlace', place);
    }
  }, [place]);
}

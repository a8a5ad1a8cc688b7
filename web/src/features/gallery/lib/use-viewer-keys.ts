import { useEffect } from 'react';

interface Steps {
  previous: (() => void) | null;
  next: (() => void) | null;
}

/** The arrow keys step through the pictures, whatever has the focus. */
export function useViewerKeys({ previous, next }: Steps): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = { ArrowLeft: previous, ArrowRight: next }[event.key];
      const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (step && isPlain) {
        event.preventDefault();
        step();
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [previous, next]);
}

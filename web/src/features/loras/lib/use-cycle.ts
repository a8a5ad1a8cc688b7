import { useMedia } from '@/lib/use-media';
import { useIsVisible } from '@/lib/use-window-value';
import { useEffect, useState } from 'react';

/** Goes from one to the next of some things by itself, unless held or where motion is not wanted. */
export function useCycle(length: number, every: number, isHeld: boolean) {
  const [at, setAt] = useState(0);
  const [isStopped, setIsStopped] = useState(false);
  const isStill = useMedia('(prefers-reduced-motion: reduce)');
  const isVisible = useIsVisible();
  const isMoving = !isStopped && !isStill && length > 1;

  useEffect(() => {
    if (!isMoving || isHeld || !isVisible) {
      return undefined;
    }
    const timer = setInterval(() => setAt((current) => (current + 1) % length), every);
    return () => clearInterval(timer);
  }, [isMoving, isHeld, isVisible, length, every]);

  return {
    at: Math.min(at, Math.max(0, length - 1)),
    isMoving,
    /** False where nothing would move anyway. */
    canMove: !isStill && length > 1,
    pick: (index: number) => {
      setAt(index);
      setIsStopped(true);
    },
    toggle: () => setIsStopped((stopped) => !stopped),
  };
}

import { useEffect } from 'react';

// Less is a bar of the browser that comes and goes.
const kLeast = 120;

/** Keeps `--keyboard` at what an on-screen keyboard covers of the window, so that sheets can stand above it. */
export function useKeyboardInset(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    const root = document.documentElement;
    const update = () => {
      const hidden = viewport ? innerHeight - viewport.height - viewport.offsetTop : 0;
      const covered = hidden > kLeast && viewport?.scale === 1 ? Math.round(hidden) : 0;
      root.style.setProperty('--keyboard', `${covered}px`);
      root.toggleAttribute('data-keyboard', covered > 0);
    };
    update();
    viewport?.addEventListener('resize', update);
    viewport?.addEventListener('scroll', update);
    return () => {
      viewport?.removeEventListener('resize', update);
      viewport?.removeEventListener('scroll', update);
      root.style.removeProperty('--keyboard');
      root.removeAttribute('data-keyboard');
    };
  }, []);
}

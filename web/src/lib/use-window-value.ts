import { useSyncExternalStore } from 'react';

function watch(target: EventTarget, events: string[]) {
  return (listener: () => void) => {
    events.forEach((event) => target.addEventListener(event, listener));
    return () => events.forEach((event) => target.removeEventListener(event, listener));
  };
}

const watchConnection = watch(window, ['online', 'offline']);
const watchVisibility = watch(document, ['visibilitychange']);

export function useIsOnline(): boolean {
  return useSyncExternalStore(watchConnection, () => navigator.onLine);
}

/** False while the tab is in the background. */
export function useIsVisible(): boolean {
  return useSyncExternalStore(watchVisibility, () => document.visibilityState === 'visible');
}

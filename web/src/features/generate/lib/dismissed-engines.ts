import { createStore, useStore } from '@/lib/store';

/** Engines of which one has read that they are out of order. Until the page is loaded anew. */
const store = createStore<readonly string[]>([]);

export function useIsDismissed(engineId: string | undefined): boolean {
  return useStore(store).some((id) => id === engineId);
}

export function dismissEngine(engineId: string): void {
  store.set((ids) => [...ids, engineId]);
}

/** For tests. */
export function forgetDismissed(): void {
  store.set([]);
}

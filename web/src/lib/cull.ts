import { createStore } from './store';

/** The batch that is asked for; the shell opens it. */
export const cullRequestStore = createStore<string | null>(null);

/** Opens the pictures of a batch to pick the best one with the keyboard. */
export function openCull(batchId: string): void {
  cullRequestStore.set(batchId);
}

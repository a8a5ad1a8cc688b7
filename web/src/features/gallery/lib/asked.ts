import { createStore } from '@/lib/store';

/** What is asked about some pictures before anything is done with them. */
interface Question {
  kind: 'tag' | 'remove';
  ids: readonly string[];
}

export const questionStore = createStore<Question | null>(null);

export function askToTag(ids: readonly string[]): void {
  questionStore.set({ kind: 'tag', ids });
}

/** There is no way back from it. */
export function askToRemove(ids: readonly string[]): void {
  questionStore.set({ kind: 'remove', ids });
}

import { createStore, useStore } from '@/lib/store';
import type { Refusal } from './found';

export interface MoveIn {
  /** `choosing` before anything was chosen; `ended` when all is done or it was cancelled. */
  phase: 'choosing' | 'looking' | 'moving' | 'paused' | 'ended';
  isCancelled: boolean;
  /** What it waits for, or why it has paused by itself. */
  problem: string | null;
  /** Images that were found. */
  total: number;
  /** Of them came in, were there, or were refused. */
  done: number;
  added: number;
  /** Were there already. */
  known: number;
  /** Of the added ones. */
  withoutRecipe: number;
  refused: readonly Refusal[];
  /** Files that are no images. */
  ignored: number;
}

export const fresh: MoveIn = {
  phase: 'choosing',
  isCancelled: false,
  problem: null,
  total: 0,
  done: 0,
  added: 0,
  known: 0,
  withoutRecipe: 0,
  refused: [],
  ignored: 0,
};

const store = createStore<MoveIn>(fresh);

export const moveIn = store.get;

export function useMoveIn(): MoveIn {
  return useStore(store);
}

export function change(changes: Partial<MoveIn>): void {
  store.set((current) => ({ ...current, ...changes }));
}

/** Whether leaving would interrupt it. */
export function isUnderWay({ phase }: MoveIn): boolean {
  return ['looking', 'moving', 'paused'].includes(phase);
}

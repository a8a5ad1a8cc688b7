import { createStore } from './store';

/** What a person dropped or chose; a folder's files are found later. */
export type Dropped = File | FileSystemEntry;

interface MoveInRequest {
  isOpen: boolean;
  /** Still to be looked through. */
  dropped: readonly Dropped[];
}

/** Null until somebody asks; then the shell loads what does it. */
export const moveInRequestStore = createStore<MoveInRequest | null>(null);

/** Opens the dialog that brings in images from other programs, at once with what was dropped. */
export function openMoveIn(dropped: readonly Dropped[] = []): void {
  moveInRequestStore.set({ isOpen: true, dropped });
}

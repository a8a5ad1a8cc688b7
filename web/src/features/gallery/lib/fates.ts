import { createStore } from '@/lib/store';

/** What became of a picture, before the lists of the server say so. */
type Kind = 'trashed' | 'restored' | 'removed';

interface Fate {
  kind: Kind;
  at: number;
}

/** By id. */
export const fateStore = createStore<ReadonlyMap<string, Fate>>(new Map());

export function setFates(ids: readonly string[], kind: Kind | null): void {
  const at = Date.now();
  fateStore.set((fates) => {
    const next = new Map(fates);
    for (const id of ids) {
      if (kind) {
        next.set(id, { kind, at });
      } else {
        next.delete(id);
      }
    }
    return next;
  });
}

/** Whether a picture no longer belongs in the trash, or in all else. A list that is younger than the deed knows better. */
export function hasLeft(fate: Fate | undefined, isTrash: boolean, listedAt: number): boolean {
  return (
    fate !== undefined && fate.at >= listedAt && fate.kind !== (isTrash ? 'trashed' : 'restored')
  );
}

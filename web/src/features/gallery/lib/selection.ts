import { createStore, useStore } from '@/lib/store';

interface Selection {
  ids: ReadonlySet<string>;
  /** Where a stretch begins that ends with the next Shift press. */
  anchor: string | null;
}

const nothing: Selection = { ids: new Set(), anchor: null };
const selection = createStore<Selection>(nothing);

export function useSelection(): ReadonlySet<string> {
  return useStore(selection).ids;
}

export function selectedIds(): ReadonlySet<string> {
  return selection.get().ids;
}

export function selectionAnchor(): string | null {
  return selection.get().anchor;
}

/** Puts pictures in, or takes them out when all of them are in. */
export function toggleSelected(ids: readonly string[]): void {
  selection.set(({ ids: before }) => {
    const next = new Set(before);
    const isIn = ids.every((id) => before.has(id));
    ids.forEach((id) => (isIn ? next.delete(id) : next.add(id)));
    return { ids: next, anchor: ids[0] ?? null };
  });
}

export function addSelected(ids: readonly string[], anchor: string | null): void {
  selection.set(({ ids: before }) => ({ ids: new Set([...before, ...ids]), anchor }));
}

export function deselect(ids: Iterable<string>): void {
  selection.set(({ ids: before, anchor }) => {
    const next = new Set(before);
    for (const id of ids) {
      next.delete(id);
    }
    return next.size === before.size ? { ids: before, anchor } : { ids: next, anchor };
  });
}

export function clearSelection(): void {
  selection.set(nothing);
}

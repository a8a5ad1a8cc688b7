import type { ImageFacts } from './image-cache-facts';

/** Something that its owner does to images. */
export type ImageChange = { ids: readonly string[] } & (
  | { kind: 'favorite'; favorite: boolean }
  /** 0 to 5 stars. */
  | { kind: 'rate'; rating: number }
  | { kind: 'tag'; add: readonly string[]; remove: readonly string[] }
  | { kind: 'trash' }
  | { kind: 'restore' }
);

/** What an image has once it is changed. */
export function after(change: ImageChange, { tags, trashedAt }: ImageFacts): Partial<ImageFacts> {
  switch (change.kind) {
    case 'favorite':
      return { favorite: change.favorite };
    case 'rate':
      return { rating: change.rating };
    case 'tag': {
      const { add, remove } = change;
      const kept = tags.filter((tag) => !remove.includes(tag));
      return { tags: [...new Set([...kept, ...add])].sort() };
    }
    case 'trash':
      return { trashedAt: trashedAt ?? new Date().toISOString() };
    case 'restore':
      return { trashedAt: null };
  }
}

function tagsBack(
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
  facts: ImageFacts | undefined,
): ImageChange | null {
  const had = (tag: string) => facts?.tags.includes(tag) ?? false;
  const back = { add: facts ? remove.filter(had) : remove, remove: add.filter((tag) => !had(tag)) };
  const isSame = back.add.length + back.remove.length === 0;
  return isSame ? null : { kind: 'tag', ids: [], ...back };
}

/** What gives one image back what it had; null where nothing changes. Of an image that is not known the opposite is taken. */
function backFor(change: ImageChange, facts: ImageFacts | undefined): ImageChange | null {
  const ids: string[] = [];
  switch (change.kind) {
    case 'favorite': {
      const before = facts?.favorite ?? !change.favorite;
      return before === change.favorite ? null : { kind: 'favorite', ids, favorite: before };
    }
    case 'rate': {
      const before = facts?.rating ?? 0;
      return before === change.rating ? null : { kind: 'rate', ids, rating: before };
    }
    case 'tag':
      return tagsBack(change, facts);
    case 'trash':
      return { kind: 'restore', ids };
    case 'restore':
      return { kind: 'trash', ids };
  }
}

/** As few changes as bring everything back. */
export function backTo(change: ImageChange, facts: ReadonlyMap<string, ImageFacts>): ImageChange[] {
  const groups = new Map<string, ImageChange>();
  for (const id of change.ids) {
    const back = backFor(change, facts.get(id));
    if (back) {
      const group = groups.get(JSON.stringify(back)) ?? back;
      groups.set(JSON.stringify(back), { ...group, ids: [...group.ids, id] });
    }
  }
  return [...groups.values()];
}

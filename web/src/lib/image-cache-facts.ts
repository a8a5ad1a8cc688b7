import type { GeneratedImage } from '@/api/router';
import { queryClient } from './query-client';

/** What its owner has noted about an image. */
export type ImageFacts = Pick<GeneratedImage, 'favorite' | 'rating' | 'tags' | 'trashedAt'>;

type KnownImage = ImageFacts & { id: string };

const groups = ['images', 'generate', 'loras'];

function isImage(value: object): value is KnownImage {
  return 'id' in value && 'favorite' in value && 'tags' in value && 'trashedAt' in value;
}

function isTrashed(value: unknown): boolean {
  return typeof value === 'object' && value !== null && isImage(value) && value.trashedAt !== null;
}

/** Images stand in lists, pages, batches and alone; whatever the shape, this finds them. Unchanged parts stay the same. */
function mapImages(value: unknown, change: (image: KnownImage) => KnownImage): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mapImages(item, change));
    return items.some((item, at) => item !== value[at]) ? items : (value as unknown[]);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (isImage(value)) {
    return change(value);
  }
  const entries = Object.entries(value);
  const mapped = entries.map(([key, part]) => [key, mapImages(part, change)] as const);
  return mapped.some(([, part], at) => part !== entries[at]?.[1])
    ? Object.fromEntries(mapped)
    : value;
}

/** Lists that do not show the trash lose what has gone there, and count it no more. */
function withoutTrashed(value: unknown): unknown {
  if (Array.isArray(value)) {
    const rest = value.filter((item) => !isTrashed(item)).map(withoutTrashed);
    return rest.length === value.length && rest.every((item, at) => item === value[at])
      ? (value as unknown[])
      : rest;
  }
  if (typeof value !== 'object' || value === null || isImage(value)) {
    return value;
  }
  const entries = Object.entries(value);
  const rest: Record<string, unknown> = Object.fromEntries(
    entries.map(([key, part]) => [key, withoutTrashed(part)]),
  );
  const { items } = value as { items?: unknown[] };
  if (typeof rest.total === 'number' && Array.isArray(items) && Array.isArray(rest.items)) {
    rest.total -= items.length - rest.items.length;
  }
  return entries.some(([key, part]) => rest[key] !== part) ? rest : value;
}

function inputOf(key: readonly unknown[]): Record<string, unknown> {
  return (key[1] as { input?: Record<string, unknown> } | undefined)?.input ?? {};
}

function isAboutImages({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  const [path] = queryKey;
  return Array.isArray(path) && groups.includes(path[0] as string);
}

/** What is known of some images, by id. */
export function knownFacts(ids: ReadonlySet<string>): Map<string, ImageFacts> {
  const facts = new Map<string, ImageFacts>();
  for (const [, data] of queryClient.getQueriesData({ predicate: isAboutImages })) {
    mapImages(data, (image) => {
      if (ids.has(image.id)) {
        facts.set(image.id, image);
      }
      return image;
    });
  }
  return facts;
}

/** Changes images in every list and place where they are known. */
export function patchImages(
  ids: ReadonlySet<string>,
  change: (facts: ImageFacts, id: string) => Partial<ImageFacts>,
): void {
  const patch = (image: KnownImage) =>
    ids.has(image.id) ? { ...image, ...change(image, image.id) } : image;
  for (const query of queryClient.getQueryCache().findAll({ predicate: isAboutImages })) {
    const { data } = query.state as { data: unknown };
    const changed = mapImages(data, patch);
    if (changed !== data) {
      const showsTrash = inputOf(query.queryKey).trashed === true;
      // The time at which it was fetched stays: this is no news from the server.
      queryClient.setQueryData(query.queryKey, showsTrash ? changed : withoutTrashed(changed), {
        updatedAt: query.state.dataUpdatedAt,
      });
    }
  }
}

const filters = ['q', 'favorite', 'rating', 'tag', 'trashed'];

/** Asks again for the lists whose members a change may have changed. */
export function refetchLists(alsoUnfiltered: boolean): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const path = (queryKey[0] as string[] | undefined)?.join('.') ?? '';
      const input = inputOf(queryKey);
      const isList = ['images.list', 'images.index', 'generate.listByLora'].includes(path);
      const isFiltered = filters.some((name) => input[name] !== undefined && input[name] !== false);
      return isList && (alsoUnfiltered || isFiltered);
    },
  });
}

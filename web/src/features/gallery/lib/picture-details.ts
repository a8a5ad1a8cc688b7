import type { GeneratedImage } from '@/api/router';
import { client } from '@/lib/api';

/** What is known of pictures beyond their place, and how to know more. */
export interface PictureDetails {
  get: (id: string) => GeneratedImage | null;
  /** Tells when what is known of a picture changes. */
  subscribe: (id: string, listener: () => void) => () => void;
  /** These are looked at now, the most wanted first; whatever else was under way may be given up. */
  want: (ids: readonly string[]) => void;
}

// Far more than any screen shows; far less than a long evening's scrolling passes.
const kKept = 400;
// A request's address holds no more, see lib/api.ts.
const kAtOnce = 80;
const kRequests = 3;

const known = new Map<string, GeneratedImage>();
const listeners = new Map<string, Set<() => void>>();
const requests = new Set<{ ids: ReadonlySet<string>; abort: () => void }>();
/** Asked for and not there: not asked for again until something changes. */
const missing = new Set<string>();
/** Of a list that came whole, page by page: nothing of it is ever asked for again. */
let pinned: ReadonlyMap<string, GeneratedImage> = new Map();
let wanted: readonly string[] = [];
let era = 0;

function tell(id: string): void {
  listeners.get(id)?.forEach((listener) => listener());
}

/** Forgets the longest unseen of those that nobody looks at. */
function makeRoom(): void {
  for (const id of known.keys()) {
    if (known.size <= kKept) {
      return;
    }
    if (!listeners.has(id)) {
      known.delete(id);
    }
  }
}

/** The pictures of the one list that is loaded page by page. */
export function pinPictures(images: readonly GeneratedImage[]): void {
  pinned = new Map(images.map((image) => [image.id, image]));
  images.forEach(({ id }) => tell(id));
}

function lookUp(id: string): GeneratedImage | null {
  return known.get(id) ?? pinned.get(id) ?? null;
}

function notePictures(images: readonly GeneratedImage[]): void {
  for (const image of images) {
    known.delete(image.id);
    known.set(image.id, image);
    tell(image.id);
  }
  makeRoom();
}

/** Changes what is known of some pictures. */
export function changePictures(
  ids: Iterable<string>,
  change: (image: GeneratedImage) => GeneratedImage,
): void {
  for (const id of ids) {
    const image = known.get(id);
    if (image) {
      known.set(id, change(image));
      tell(id);
    }
  }
}

/** Asks for all that is looked at anew: links have run out, or another wallet looks. */
export function forgetPictures(): void {
  era += 1;
  requests.forEach((request) => request.abort());
  requests.clear();
  missing.clear();
  known.clear();
  listeners.forEach((_, id) => tell(id));
  load();
}

async function request(ids: readonly string[]): Promise<void> {
  const control = new AbortController();
  const mark = { ids: new Set(ids), abort: () => control.abort() };
  const asked = era;
  requests.add(mark);
  try {
    const { items } = await client.images.byIds.query(
      { ids: [...ids] },
      { signal: control.signal },
    );
    if (asked !== era) {
      return;
    }
    notePictures(items);
    ids.filter((id) => !known.has(id)).forEach((id) => missing.add(id));
  } catch {
    // Given up, or the server is out of reach: asked for again when somebody looks again.
    if (!control.signal.aborted) {
      return;
    }
  } finally {
    requests.delete(mark);
  }
  load();
}

function load(): void {
  const isUnderWay = (id: string) => [...requests].some(({ ids }) => ids.has(id));
  while (requests.size < kRequests) {
    const next = wanted.filter((id) => !lookUp(id) && !missing.has(id) && !isUnderWay(id));
    if (next.length === 0) {
      return;
    }
    void request(next.slice(0, kAtOnce));
  }
}

export const pictureDetails: PictureDetails = {
  get: lookUp,
  subscribe: (id, listener) => {
    const all = listeners.get(id) ?? new Set();
    listeners.set(id, all.add(listener));
    return () => {
      all.delete(listener);
      if (all.size === 0 && listeners.get(id) === all) {
        listeners.delete(id);
      }
    };
  },
  want: (ids) => {
    wanted = ids;
    const set = new Set(ids);
    for (const underWay of requests) {
      if (![...underWay.ids].some((id) => set.has(id))) {
        underWay.abort();
      }
    }
    load();
  },
};

/** What is known of pictures after asking for those that are not known. */
export async function picturesOf(ids: readonly string[]): Promise<GeneratedImage[]> {
  const unknown = ids.filter((id) => !lookUp(id));
  const parts = Array.from({ length: Math.ceil(unknown.length / kAtOnce) }, (_, at) =>
    unknown.slice(at * kAtOnce, (at + 1) * kAtOnce),
  );
  const answers = await Promise.all(parts.map((part) => client.images.byIds.query({ ids: part })));
  const fetched = new Map(answers.flatMap(({ items }) => items.map((item) => [item.id, item])));
  return ids.flatMap((id) => lookUp(id) ?? fetched.get(id) ?? []);
}

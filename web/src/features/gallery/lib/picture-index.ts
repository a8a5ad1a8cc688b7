import type { ImageIndex } from '@/api/router';

const kIdBytes = 16;

/** One month of a gallery. */
interface Month {
  /** 2026-03 */
  name: string;
  /** The position of its newest picture. */
  from: number;
  count: number;
}

/**
 * All pictures of a gallery in order, newest first: who they are, their shapes, where a batch begins. In typed arrays, so that
 * a hundred thousand take two megabytes.
 */
export interface PictureIndex {
  size: number;
  ids: Uint8Array;
  /** Width by height. */
  ratios: Float32Array;
  /** Ordinal numbers: neighbours of one batch have the same. */
  batches: Uint32Array;
  months: readonly Month[];
}

export const noPictures: PictureIndex = {
  size: 0,
  ids: new Uint8Array(),
  ratios: new Float32Array(),
  batches: new Uint32Array(),
  months: [],
};

function monthsOf(counts: readonly (readonly [string, number])[]): Month[] {
  let from = 0;
  return counts.map(([name, count]) => {
    from += count;
    return { name, from: from - count, count };
  });
}

export function readIndex({ total, ids, shapes, batches, months }: ImageIndex): PictureIndex {
  const letters = atob(ids);
  const bytes = new Uint8Array(total * kIdBytes);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = letters.charCodeAt(at);
  }
  const ratios = new Float32Array(total);
  let at = 0;
  for (const [width = 1, height = 1, count = 0] of shapes) {
    ratios.fill(width / Math.max(1, height), at, at + count);
    at += count;
  }
  const ordinals = new Uint32Array(total);
  at = 0;
  batches.forEach((count, ordinal) => {
    ordinals.fill(ordinal, at, at + count);
    at += count;
  });
  return { size: total, ids: bytes, ratios, batches: ordinals, months: monthsOf(months) };
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The id at a position, 32 hex digits. */
export function idAt({ ids }: PictureIndex, position: number): string {
  let id = '';
  for (let at = position * kIdBytes; at < (position + 1) * kIdBytes; at += 1) {
    id += hex[ids[at] ?? 0] ?? '';
  }
  return id;
}

function bytesOf(id: string): Uint8Array | null {
  return /^[0-9a-f]{32}$/.test(id)
    ? Uint8Array.from({ length: kIdBytes }, (_, at) => parseInt(id.slice(2 * at, 2 * at + 2), 16))
    : null;
}

/** Where a picture stands; -1 when it is not among them. Reads through all: a millisecond for a hundred thousand. */
export function positionOf({ ids, size }: PictureIndex, id: string): number {
  const wanted = bytesOf(id);
  if (!wanted) {
    return -1;
  }
  for (let position = 0; position < size; position += 1) {
    const from = position * kIdBytes;
    let at = kIdBytes - 1;
    // From the end, which is random; ids begin with their time.
    while (at >= 0 && ids[from + at] === wanted[at]) {
      at -= 1;
    }
    if (at < 0) {
      return position;
    }
  }
  return -1;
}

/** The ids of a stretch, both ends included. */
export function idsBetween(index: PictureIndex, from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => idAt(index, from + at));
}

/** The same without its first pictures. */
export function withoutFirst(index: PictureIndex, count: number): PictureIndex {
  if (count <= 0) {
    return index;
  }
  return keep(index, (position) => position >= count);
}

/** The same without some pictures. */
export function without(index: PictureIndex, isGone: (id: string) => boolean): PictureIndex {
  return keep(index, (position) => !isGone(idAt(index, position)));
}

function keep(index: PictureIndex, isKept: (position: number) => boolean): PictureIndex {
  const kept: number[] = [];
  const months: [string, number][] = [];
  for (const { name, from, count } of index.months) {
    const before = kept.length;
    for (let position = from; position < from + count; position += 1) {
      if (isKept(position)) {
        kept.push(position);
      }
    }
    if (kept.length > before) {
      months.push([name, kept.length - before]);
    }
  }
  const ids = new Uint8Array(kept.length * kIdBytes);
  kept.forEach((position, at) => {
    const from = position * kIdBytes;
    ids.set(index.ids.subarray(from, from + kIdBytes), at * kIdBytes);
  });
  return {
    size: kept.length,
    ids,
    ratios: Float32Array.from(kept, (position) => index.ratios[position] ?? 1),
    batches: Uint32Array.from(kept, (position) => index.batches[position] ?? 0),
    months: monthsOf(months),
  };
}

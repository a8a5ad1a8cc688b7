import type { PictureIndex } from './picture-index';

/** What stands in the grid: single pictures, or batches as stacks. */
export interface Cards {
  size: number;
  /** The position of the first picture of each. */
  from: Uint32Array;
  /** How many pictures each holds. */
  count: Uint32Array;
  /** On the first card of a batch of several, spread or not: how many they are. Else 0. */
  stack: Uint32Array;
}

/** Each picture by itself. */
export function singleCards({ size }: PictureIndex): Cards {
  return {
    size,
    from: Uint32Array.from({ length: size }, (_, at) => at),
    count: new Uint32Array(size).fill(1),
    stack: new Uint32Array(size),
  };
}

/** Each batch as one card, but for those that are spread out: pictures of one batch are neighbours. */
export function stackedCards(
  { size, batches }: PictureIndex,
  isSpread: (position: number) => boolean,
): Cards {
  const from: number[] = [];
  const count: number[] = [];
  const stack: number[] = [];
  for (let position = 0; position < size;) {
    let end = position + 1;
    while (end < size && batches[end] === batches[position]) {
      end += 1;
    }
    const whole = end - position;
    const step = isSpread(position) ? 1 : whole;
    stack[from.length] = whole > 1 ? whole : 0;
    for (; position < end; position += step) {
      from.push(position);
      count.push(step);
    }
  }
  return {
    size: from.length,
    from: Uint32Array.from(from),
    count: Uint32Array.from(count),
    stack: Uint32Array.from(from, (_, card) => stack[card] ?? 0),
  };
}

/** The card that shows a picture. */
export function cardOf({ from, size }: Cards, position: number): number {
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((from[middle] ?? 0) <= position) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** Where every card stands. Rows are numbered from the top; `rows[r]` is the first card of row r. */
export interface GridLayout {
  height: number;
  rowCount: number;
  /** One more than there are rows: the last is the number of cards. */
  rows: Uint32Array;
  tops: Float64Array;
  heights: Float32Array;
  gap: number;
  /** All cards are squares. */
  isSquare: boolean;
}

export interface Space {
  width: number;
  gap: number;
  /** What rows come close to. */
  targetHeight: number;
}

// No panorama makes a row as thin as a thread, no column takes a screen for itself.
const kWidest = 4;
const kSlimmest = 0.3;

export function shownRatio(ratio: number): number {
  return Math.min(kWidest, Math.max(kSlimmest, ratio));
}

function finish(
  layout: Omit<GridLayout, 'height' | 'tops'>,
  { gap }: Pick<Space, 'gap'>,
): GridLayout {
  const { rowCount, heights } = layout;
  const tops = new Float64Array(rowCount);
  let top = 0;
  for (let row = 0; row < rowCount; row += 1) {
    tops[row] = top;
    top += (heights[row] ?? 0) + gap;
  }
  return { ...layout, tops, height: Math.max(0, top - gap) };
}

/**
 * Breaks cards into rows that fill the width, each in its own shape and in order. The last row keeps the target height rather
 * than being stretched.
 */
export function justifiedLayout(
  ratioOf: (card: number) => number,
  size: number,
  { width, gap, targetHeight }: Space,
): GridLayout {
  const rows = new Uint32Array(size + 1);
  const heights = new Float32Array(size);
  let row = 0;
  let sum = 0;
  let from = 0;
  for (let card = 0; card < size; card += 1) {
    sum += shownRatio(ratioOf(card));
    const height = (width - gap * (card - from)) / sum;
    if (height <= targetHeight || card === size - 1) {
      heights[row] = Math.min(height, targetHeight);
      row += 1;
      from = card + 1;
      rows[row] = from;
      sum = 0;
    }
  }
  return finish(
    {
      rowCount: row,
      rows: rows.slice(0, row + 1),
      heights: heights.slice(0, row),
      gap,
      isSquare: false,
    },
    { gap },
  );
}

/** Squares of one size, as many in a row as come close to the target. */
export function squareLayout(size: number, { width, gap, targetHeight }: Space): GridLayout {
  const columns = Math.max(2, Math.round((width + gap) / (targetHeight * 0.8 + gap)));
  const side = (width - gap * (columns - 1)) / columns;
  const rowCount = Math.ceil(size / columns);
  return finish(
    {
      rowCount,
      rows: Uint32Array.from({ length: rowCount + 1 }, (_, row) => Math.min(size, row * columns)),
      heights: new Float32Array(rowCount).fill(side),
      gap,
      isSquare: true,
    },
    { gap },
  );
}

function lastNotAbove(values: Float64Array | Uint32Array, count: number, value: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((values[middle] ?? 0) <= value) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** The row at a height; the nearest when it is outside. */
export function rowAtHeight({ tops, rowCount }: GridLayout, y: number): number {
  return lastNotAbove(tops, rowCount, y);
}

export function rowOfCard({ rows, rowCount }: GridLayout, card: number): number {
  return lastNotAbove(rows, rowCount, card);
}

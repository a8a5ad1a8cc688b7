/** One row of a gallery: which items, and how tall. */
export interface Row {
  from: number;
  to: number;
  height: number;
}

interface Space {
  width: number;
  gap: number;
  /** What rows come close to. */
  targetHeight: number;
}

/**
 * Breaks items into rows that fill the width, every picture whole and in order. The last row keeps the target height rather
 * than being stretched.
 */
export function justifiedRows(
  ratios: readonly number[],
  { width, gap, targetHeight }: Space,
): Row[] {
  const rows: Row[] = [];
  let from = 0;
  let sum = 0;
  ratios.forEach((ratio, at) => {
    sum += ratio;
    const to = at + 1;
    const height = (width - gap * (to - from - 1)) / sum;
    if (height <= targetHeight || to === ratios.length) {
      rows.push({ from, to, height: Math.min(height, targetHeight) });
      from = to;
      sum = 0;
    }
  });
  return rows;
}

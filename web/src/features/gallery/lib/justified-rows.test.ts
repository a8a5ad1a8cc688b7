import { describe, expect, test } from 'vitest';
import { justifiedRows } from './justified-rows';

const space = { width: 1000, gap: 10, targetHeight: 250 };

function widthOf(ratios: readonly number[], row: { from: number; to: number; height: number }) {
  const pictures = ratios.slice(row.from, row.to);
  const gaps = space.gap * (pictures.length - 1);
  return pictures.reduce((sum, ratio) => sum + ratio * row.height, gaps);
}

describe('Rows of pictures', () => {
  const ratios = [1, 0.75, 1.33, 1, 1, 1.78, 0.56, 1, 1.33, 1, 0.75];
  const rows = justifiedRows(ratios, space);

  test('hold every picture once and in order', () => {
    const places = rows.flatMap((row) =>
      Array.from({ length: row.to - row.from }, (_, at) => row.from + at),
    );

    expect(places).toEqual(ratios.map((_, at) => at));
  });

  test('fill the width, but for the last', () => {
    for (const row of rows.slice(0, -1)) {
      expect(widthOf(ratios, row)).toBeCloseTo(space.width, 6);
    }
  });

  test('are never taller than the target', () => {
    for (const row of rows) {
      expect(row.height).toBeLessThanOrEqual(space.targetHeight);
    }
  });

  test('do not stretch a last row that is short', () => {
    expect(justifiedRows([1, 1], space)).toEqual([{ from: 0, to: 2, height: 250 }]);
  });

  test('shrink a picture that is wider than the window', () => {
    expect(justifiedRows([10], space)).toEqual([{ from: 0, to: 1, height: 100 }]);
  });

  test('of nothing are none', () => {
    expect(justifiedRows([], space)).toEqual([]);
  });
});

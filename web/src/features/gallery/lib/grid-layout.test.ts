import { makeImage, makeIndex } from '@/testing/fixtures';
import { describe, expect, test } from 'vitest';
import { singleCards } from './cards';
import { boxesOfRow, cardByKey, type Grid } from './grid-boxes';
import { justifiedLayout, rowAtHeight, rowOfCard, squareLayout } from './grid-layout';
import { readIndex } from './picture-index';

const space = { width: 1000, gap: 10, targetHeight: 250 };
const layoutOf = (ratios: readonly number[]) =>
  justifiedLayout((card) => ratios[card] ?? 1, ratios.length, space);

function gridOf(ratios: readonly number[]): Grid {
  const images = ratios.map((ratio, at) => makeImage(at, { width: ratio * 1000, height: 1000 }));
  const index = readIndex(makeIndex(images));
  return { index, cards: singleCards(index), layout: layoutOf(ratios) };
}

describe('Rows in their own shapes', () => {
  test('fill the width but for the last', () => {
    const grid = gridOf([1, 1, 1, 1, 1, 0.5]);

    expect(grid.layout.rowCount).toBe(2);
    expect(boxesOfRow(grid, 0).reduce((sum, { width }) => sum + width, 30)).toBeCloseTo(1000, 1);
    expect(grid.layout.heights[1]).toBe(250);
  });

  test('are not torn apart by extreme shapes', () => {
    expect(layoutOf([20]).heights[0]).toBeGreaterThan(200);
    expect(layoutOf([0.01, 1, 1, 1]).rowCount).toBe(1);
  });

  test('are found by height and by card, a hundred thousand of them', () => {
    const layout = justifiedLayout((card) => [1, 0.75, 1.33][card % 3] ?? 1, 100_000, space);

    for (const row of [0, 1, 777, layout.rowCount - 1]) {
      expect(rowAtHeight(layout, (layout.tops[row] ?? 0) + 1)).toBe(row);
      expect(rowOfCard(layout, layout.rows[row] ?? -1)).toBe(row);
    }
    expect(layout.rows[layout.rowCount]).toBe(100_000);
    expect(rowAtHeight(layout, -500)).toBe(0);
    expect(rowAtHeight(layout, 1e12)).toBe(layout.rowCount - 1);
  });

  test('may be none', () => {
    expect(layoutOf([])).toMatchObject({ rowCount: 0, height: 0 });
  });
});

test('Squares are of one size', () => {
  const layout = squareLayout(10, space);

  expect(new Set(layout.heights).size).toBe(1);
  expect([...layout.rows]).toEqual([0, 5, 10]);
});

describe('Keys lead from card to card', () => {
  const grid = gridOf([1, 1, 1, 1, 2, 2, 1]);

  test.each([
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 0, 4],
    ['ArrowDown', 3, 5],
    ['ArrowUp', 5, 2],
    ['Home', 5, 0],
    ['End', 0, 6],
    ['PageDown', 0, 6],
  ])('%s from %i to %i', (key, from, to) => {
    expect(cardByKey(grid, from, key, 2)).toBe(to);
  });

  test('others lead nowhere', () => {
    expect(cardByKey(grid, 0, 'f', 2)).toBeNull();
  });
});

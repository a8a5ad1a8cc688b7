import { makeImage, makeIndex } from '@/testing/fixtures';
import { describe, expect, test } from 'vitest';
import { cardOf, singleCards, stackedCards } from './cards';
import { idAt, idsBetween, positionOf, readIndex, without, withoutFirst } from './picture-index';

const images = [0, 1, 2, 3, 4].map((at) =>
  makeImage(at, {
    width: at === 2 ? 512 : 1024,
    batchId: (at < 3 ? 'c' : 'd').repeat(32),
    createdAt: `2026-0${at < 2 ? 3 : 2}-01T12:00:00.000Z`,
  }),
);
const ids = images.map(({ id }) => id);
const index = readIndex(makeIndex(images));

describe('The index of a gallery', () => {
  test('knows every picture, its shape, its batch and its month', () => {
    expect(idsBetween(index, 0, 4)).toEqual(ids);
    expect([...index.ratios]).toEqual([1, 1, 0.5, 1, 1]);
    expect([...index.batches]).toEqual([0, 0, 0, 1, 1]);
    expect(index.months).toEqual([
      { name: '2026-03', from: 0, count: 2 },
      { name: '2026-02', from: 2, count: 3 },
    ]);
  });

  test('finds where a picture stands, and that others do not', () => {
    expect(ids.map((id) => positionOf(index, id))).toEqual([0, 1, 2, 3, 4]);
    expect(positionOf(index, 'f'.repeat(32))).toBe(-1);
    expect(positionOf(index, 'no id')).toBe(-1);
  });

  test('goes on without some, and without the first', () => {
    const rest = without(index, (id) => id === ids[1] || id === ids[2]);
    expect(idsBetween(rest, 0, rest.size - 1)).toEqual([ids[0], ids[3], ids[4]]);
    expect([...rest.batches]).toEqual([0, 1, 1]);
    expect(rest.months.map(({ count }) => count)).toEqual([1, 2]);

    const later = withoutFirst(index, 2);
    expect(idAt(later, 0)).toBe(ids[2]);
    expect(later.months).toEqual([{ name: '2026-02', from: 0, count: 3 }]);
  });
});

describe('The cards of a gallery', () => {
  test('are its pictures', () => {
    expect([...singleCards(index).from]).toEqual([0, 1, 2, 3, 4]);
  });

  test('are its batches, but for those that are spread out', () => {
    const piles = stackedCards(index, () => false);
    expect([...piles.from]).toEqual([0, 3]);
    expect([...piles.count]).toEqual([3, 2]);
    expect([4, 2].map((position) => cardOf(piles, position))).toEqual([1, 0]);

    const spread = stackedCards(index, (position) => position === 0);
    expect([...spread.from]).toEqual([0, 1, 2, 3]);
    expect([...spread.stack]).toEqual([3, 0, 0, 2]);
  });
});

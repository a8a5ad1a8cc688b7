import { describe, expect, test } from 'vitest';
import { CardKeys } from './card-keys';

describe('The elements of cards', () => {
  test('stay those of a card while it is drawn', () => {
    const keys = new CardKeys();
    const [, second, third] = keys.of(['a', 'b', 'c']);

    const [b, c, d] = keys.of(['b', 'c', 'd']);

    expect([b, c]).toEqual([second, third]);
    expect(keys.of(['a', 'b', 'c']).slice(1)).toEqual([second, third]);
    expect(d).not.toBe(second);
  });

  test('are never shared', () => {
    const keys = new CardKeys();
    keys.of(['a', 'b']);
    keys.of(['c', 'd', 'e']);

    expect(new Set(keys.of(['e', 'f', 'g', 'h'])).size).toBe(4);
  });

  test('are taken over by those that one flies to, in their order', () => {
    const keys = new CardKeys();
    const before = keys.of(['a', 'b', 'c']);

    expect(keys.of(['x', 'y'])).toEqual(before.slice(0, 2));
  });

  test('are the same when the same is drawn again', () => {
    const keys = new CardKeys();
    keys.of(['a', 'b']);

    expect(keys.of(['c', 'd'])).toEqual(keys.of(['c', 'd']));
  });
});

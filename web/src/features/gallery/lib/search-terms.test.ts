import { describe, expect, test } from 'vitest';
import { isTrashSearch, readTerms, withoutTerm, withTerm } from './search-terms';
import { suggestionsFor } from './suggestions';

describe('A search', () => {
  test('is read as words, phrases and keys', () => {
    const terms = readTerms('pumpkin "full moon" lora:"Big Noir" -tag:Sad fav:yes http://x');

    expect(terms.map(({ key, value, isNegated }) => [key, value, isNegated])).toEqual([
      ['', 'pumpkin', false],
      ['', 'full moon', false],
      ['lora', 'Big Noir', false],
      ['tag', 'Sad', true],
      ['fav', 'yes', false],
      ['', 'http://x', false],
    ]);
  });

  test('may end in the middle of a phrase', () => {
    expect(readTerms('lora:"Big N').at(-1)).toMatchObject({ key: 'lora', value: 'Big N' });
  });

  test('gets filters, one of a kind but for tags, and loses them', () => {
    expect(withTerm('fox lora:a', 'lora', 'Big Noir')).toBe('fox lora:"Big Noir"');
    expect(withTerm('tag:a', 'tag', 'b')).toBe('tag:a tag:b');
    expect(withTerm('tag:a', 'tag', 'a')).toBe('tag:a');
    expect(withoutTerm('fox lora:"Big Noir" owl', 'lora:"Big Noir"')).toBe('fox owl');
  });

  test('is of the trash or not', () => {
    expect(isTrashSearch('fox is:trashed')).toBe(true);
    expect(isTrashSearch('fox -is:trashed')).toBe(false);
  });
});

describe('What could come next', () => {
  const names = { tag: ['moon', 'full moon'], lora: ['Noir'] };
  const texts = (search: string) => suggestionsFor(search, names).map(({ text }) => text);

  test('are keys before one is written', () => {
    expect(texts('')).toContain('lora:');
    expect(texts('fox ta')).toEqual(['tag:']);
    expect(texts('-ta')).toEqual(['-tag:']);
  });

  test('are the values of the key', () => {
    expect(suggestionsFor('fox tag:mo', names).map(({ search }) => search)).toEqual([
      'fox tag:moon ',
      'fox tag:"full moon" ',
    ]);
  });
});

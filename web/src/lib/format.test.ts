import { describe, expect, test } from 'vitest';
import { elapsed, fileSize, fullName, shortAddress, timeUntil, whenText } from './format';
import { fileName, imageAlt } from './image-text';

const now = new Date(2026, 2, 1, 22, 0).getTime();
const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

describe('Times', () => {
  test.each([
    [0.2, 'in a minute'],
    [-5, 'in a minute'],
    [25, 'in 25 min'],
    [60, 'in 1 h'],
    [192, 'in 3 h 12 min'],
  ])('that are %d minutes away read "%s"', (minutes, text) => {
    expect(timeUntil(inMinutes(minutes), now)).toBe(text);
  });

  test('of another day say so', () => {
    expect(whenText(inMinutes(30), now)).toMatch(/^at /);
    expect(whenText(inMinutes(180), now)).toMatch(/^tomorrow at /);
  });

  test('that have passed read as on a clock', () => {
    expect(elapsed(760_400)).toBe('12:40');
    expect(elapsed(-1)).toBe('0:00');
  });
});

describe('Amounts', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_200, '1.2 KB'],
    [48_000, '48 KB'],
    [1_500_000_000, '1.5 GB'],
  ])('of %d bytes read "%s"', (bytes, text) => {
    expect(fileSize(bytes)).toBe(text);
  });
});

describe('Names', () => {
  test('of people need no last one', () => {
    expect(fullName({ firstName: 'Ada', lastName: '' })).toBe('Ada');
  });

  test('of wallets keep both ends', () => {
    expect(shortAddress('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')).toBe('0x5aAe…eAed');
  });

  test.each([
    ['Three pumpkins, under a moon!', 'three-pumpkins-under-a-moon-7.jpg'],
    ['../../etc/passwd', 'etc-passwd-7.jpg'],
    ['Ein Bär im Schnee', 'ein-bär-im-schnee-7.jpg'],
    ['<<>>', 'picture-7.jpg'],
  ])('of files come from the prompt "%s"', (prompt, name) => {
    expect(fileName({ prompt, seed: '7', contentType: 'image/jpeg' })).toBe(name);
  });

  test('of pictures are not endless', () => {
    expect(imageAlt({ prompt: 'a'.repeat(500) })).toHaveLength(160);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { de } from './de';
import { en } from './en';
import { language, startLanguage, t } from '.';

/** The values, and the tags of parts that look otherwise. */
function valuesIn(text: string): string[] {
  return [...text.matchAll(/\{\{\w+|<\/?\w+>/g)].map(([value]) => value).sort();
}

describe('The page’s texts', () => {
  afterEach(() => startLanguage('en'));

  test('are English unless the browser asks for German', async () => {
    expect(language()).toBe('en');
    await startLanguage('de');
    expect(language()).toBe('de');
    expect(document.documentElement.lang).toBe('de');
    expect(t('common:cancel')).toBe('Abbrechen');
  });

  test('have their plural and the numbers of their language', async () => {
    expect(t('common:pictures', { count: 1 })).toBe('1 picture');
    expect(t('common:pictures', { count: 1204 })).toBe('1,204 pictures');
    await startLanguage('de');
    expect(t('common:pictures', { count: 1204 })).toBe('1.204 Bilder');
  });

  test.each(Object.keys(en) as (keyof typeof en)[])(
    'have the same values in both languages: %s',
    (part) => {
      const german: Record<string, string> = de[part];
      for (const [key, text] of Object.entries<string>(en[part])) {
        expect(german[key], key).toBeTruthy();
        expect(valuesIn(german[key] ?? ''), key).toEqual(valuesIn(text));
      }
    },
  );
});

import { afterEach, describe, expect, test } from 'vitest';
import { de } from './de';
import { further as furtherGerman } from './de/further';
import { en } from './en';
import { further } from './en/further';
import { allTexts, language, startLanguage, t } from '.';

const english: Record<string, Record<string, string>> = { ...en, ...further };
const german: Record<string, Record<string, string>> = { ...de, ...furtherGerman };

/** The values, and the tags of parts that look otherwise. */
function valuesIn(text: string): string[] {
  return [...text.matchAll(/\{\{\w+|<\/?\w+>/g)].map(([value]) => value).sort();
}

describe('The page’s texts', () => {
  afterEach(async () => {
    await startLanguage('en');
    await allTexts();
  });

  test('are English unless the browser asks for German', async () => {
    expect(language()).toBe('en');
    await startLanguage('de');
    expect(language()).toBe('de');
    expect(document.documentElement.lang).toBe('de');
    expect(t('common:cancel')).toBe('Abbrechen');
  });

  test('come in the same language when the rest of them is asked for', async () => {
    await startLanguage('de');
    await allTexts();

    expect(t('settings:language')).toBe('Sprache');
    expect(t('common:cancel')).toBe('Abbrechen');
  });

  test('have their plural and the numbers of their language', async () => {
    expect(t('common:pictures', { count: 1 })).toBe('1 picture');
    expect(t('common:pictures', { count: 1204 })).toBe('1,204 pictures');
    await startLanguage('de');
    expect(t('common:pictures', { count: 1204 })).toBe('1.204 Bilder');
  });

  test.each(Object.keys(english))('have the same values in both languages: %s', (part) => {
    for (const [key, text] of Object.entries(english[part] ?? {})) {
      const translated = german[part]?.[key] ?? '';
      expect(translated, key).not.toBe('');
      expect(valuesIn(translated), key).toEqual(valuesIn(text));
    }
  });
});

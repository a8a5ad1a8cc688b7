import { readStored, writeStored } from '@/lib/storage';
import type { FirstTexts, FurtherTexts, TextKey, TextValues } from './catalogue';
import { en } from './en';
import { Texts } from './texts';

interface Catalogue {
  /** What the first look needs. */
  first: () => Promise<FirstTexts>;
  further: () => Promise<FurtherTexts>;
}

const catalogues = {
  en: {
    first: () => Promise.resolve(en),
    further: async () => (await import('./en/further')).further,
  },
  de: {
    first: async () => (await import('./de')).de,
    further: async () => (await import('./de/further')).further,
  },
} satisfies Record<string, Catalogue>;

export type Language = keyof typeof catalogues;

/** Each in its own words, so that who lands in the wrong one finds out. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

export const languages = Object.keys(catalogues) as Language[];

function isLanguage(value: string | null): value is Language {
  return value !== null && value in catalogues;
}

/** What was chosen; else the first of the browser's languages that there is. */
function preferred(): Language {
  const chosen = readStored('language');
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return isLanguage(chosen) ? chosen : (wanted.find(isLanguage) ?? 'en');
}

let current: Language = 'en';
let texts = new Texts(current, en);
let further: Promise<void> | null = null;

/** The text of a key in the page's language: `t('gallery:empty')`, `t('common:pictures', { count })`. */
export function t(key: TextKey, values?: TextValues): string {
  return texts.text(key, values);
}

/** The page's language, for numbers and dates. */
export function language(): Language {
  return current;
}

/** To be awaited before anything is drawn. */
export async function startLanguage(wanted: Language = preferred()): Promise<void> {
  texts = new Texts(wanted, await catalogues[wanted].first());
  current = wanted;
  further = null;
  document.documentElement.lang = wanted;
}

/** To be awaited before anything is drawn that the first look does without. Throws without a connection; may be tried again. */
export function allTexts(): Promise<void> {
  const load = async () => {
    try {
      texts.add(await catalogues[current].further());
    } catch (error) {
      further = null;
      throw error;
    }
  };
  return (further ??= load());
}

/** Loads the page anew: texts stand in many places that nothing draws again. Drafts and work under way are kept. */
export function chooseLanguage(wanted: Language): void {
  writeStored('language', wanted);
  location.reload();
}

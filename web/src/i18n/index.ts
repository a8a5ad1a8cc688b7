import { readStored, writeStored } from '@/lib/storage';
import i18next from 'i18next';
import type { Catalogue } from './catalogue';
import { en } from './en';

const catalogues = {
  en: () => Promise.resolve<Catalogue>(en),
  de: () => import('./de').then((module) => module.de),
};

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

const instance = i18next.createInstance();
void instance.init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'common',
  resources: { en },
  initAsync: false,
  interpolation: { escapeValue: false }, // React escapes
});

const numbers = new Map<string, Intl.NumberFormat>();

// Its own makes and keeps a format for every number that is ever shown, which a long list does not bear.
instance.services.formatter?.add('number', (value: number, code) => {
  const format = numbers.get(code ?? 'en') ?? new Intl.NumberFormat(code);
  numbers.set(code ?? 'en', format);
  return format.format(value);
});

/** The text of a key in the page's language: `t('gallery:empty')`, `t('common:pictures', { count })`. */
export const t = instance.t;

/** The page's language, for numbers and dates. */
export function language(): Language {
  return instance.language as Language;
}

/** To be awaited before anything is drawn. */
export async function startLanguage(wanted: Language = preferred()): Promise<void> {
  const texts = await catalogues[wanted]();
  for (const [part, keys] of Object.entries(texts)) {
    instance.addResourceBundle(wanted, part, keys);
  }
  await instance.changeLanguage(wanted);
  document.documentElement.lang = wanted;
}

/** Loads the page anew: texts stand in many places that nothing draws again. Drafts and work under way are kept. */
export function chooseLanguage(wanted: Language): void {
  writeStored('language', wanted);
  location.reload();
}

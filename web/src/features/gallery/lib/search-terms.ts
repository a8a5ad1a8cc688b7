/** One word, phrase or key:value of a search. */
export interface Term {
  text: string;
  /** Where it stands in the whole. */
  from: number;
  to: number;
  isNegated: boolean;
  /** Empty for words. */
  key: string;
  value: string;
}

export const searchKeys = [
  'lora',
  'person',
  'tag',
  'fav',
  'rating',
  'after',
  'before',
  'engine',
  'seed',
  'batch',
  'is',
] as const;

// A value may be quoted; a quote that never ends reaches to the end.
const kTerm = /-?(?:(\w+):)?(?:"([^"]*)"?|[^\s"]*)/y;

/** Reads a search as far as the page must: the server has the last word on what it means. */
export function readTerms(search: string): Term[] {
  const terms: Term[] = [];
  let at = 0;
  while (at < search.length) {
    kTerm.lastIndex = at;
    const match = kTerm.exec(search);
    const text = match?.[0] ?? '';
    if (text === '') {
      at += 1;
      continue;
    }
    const isNegated = text.startsWith('-');
    const key = match?.[1]?.toLowerCase() ?? '';
    const isKnown = (searchKeys as readonly string[]).includes(key);
    const rest = text.slice((isNegated ? 1 : 0) + (isKnown ? key.length + 1 : 0));
    const value = rest.replaceAll('"', '');
    terms.push({ text, from: at, to: at + text.length, isNegated, key: isKnown ? key : '', value });
    at += text.length;
  }
  return terms;
}

export function isTrashSearch(search: string): boolean {
  return readTerms(search).some(
    ({ key, value, isNegated }) => key === 'is' && value === 'trashed' && !isNegated,
  );
}

function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}

export function termOf(key: string, value: string): string {
  return `${key}:${quoted(value)}`;
}

/** With one more term, in the place of those of its key where only one makes sense. */
export function withTerm(search: string, key: string, value: string): string {
  const isSingle = key !== 'tag';
  const kept = readTerms(search).filter(
    (term) => (!isSingle || term.key !== key) && term.text !== termOf(key, value),
  );
  return [...kept.map(({ text }) => text), termOf(key, value)].join(' ');
}

export function withoutTerm(search: string, text: string): string {
  return readTerms(search)
    .filter((term) => term.text !== text)
    .map((term) => term.text)
    .join(' ');
}

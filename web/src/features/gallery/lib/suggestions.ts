import { api } from '@/lib/api';
import { fullName } from '@/lib/format';
import { usePeople } from '@/lib/people';
import { useServerInfo } from '@/lib/server-info';
import { t } from '@/i18n';
import { useQuery } from '@tanstack/react-query';
import { readTerms, searchKeys, termOf } from './search-terms';

export interface Suggestion {
  /** The whole search once it is taken. */
  search: string;
  /** What is put in. */
  text: string;
  note: string;
}

const kShown = 8;
const kLoras = 50;

/** The names that a LoRA, a person, a tag can have in a search. */
export function useSearchNames(): Readonly<Record<string, readonly string[]>> {
  const tags = useQuery(api.tags.list.queryOptions());
  const loras = useQuery(api.loras.list.queryOptions({ limit: kLoras }));
  const { people } = usePeople();
  const info = useServerInfo();
  return {
    tag: tags.data?.items.map(({ tag }) => tag) ?? [],
    lora: loras.data?.items.map(({ name }) => name) ?? [],
    person: people.map(fullName),
    engine: info?.engines.map(({ id }) => id) ?? [],
    fav: ['yes', 'no'],
    rating: ['5', '4', '3', '2', '1', '=5'],
    is: ['trashed'],
    after: recentMonths(),
    before: recentMonths(),
  };
}

function recentMonths(): string[] {
  const now = new Date();
  return Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(now.getFullYear(), now.getMonth() - back, 1)).toISOString().slice(0, 7),
  );
}

function keysLike(typed: string, before: string, sign: string): Suggestion[] {
  return searchKeys
    .filter((key) => key.startsWith(typed))
    .map((key) => {
      const text = `${sign}${key}:`;
      return { search: before + text, text, note: t(`gallery:key_${key}`) };
    });
}

/** What could come next in a search that ends with what is being typed. */
export function suggestionsFor(
  search: string,
  names: Readonly<Record<string, readonly string[]>>,
): Suggestion[] {
  const isBegun = search !== '' && !/\s$/.test(search);
  const last = isBegun ? readTerms(search).at(-1) : undefined;
  const before = search.slice(0, last?.from ?? search.length);
  const { key = '', value = '', isNegated = false } = last ?? {};
  const sign = isNegated ? '-' : '';
  const typed = value.toLowerCase();
  if (key === '') {
    return keysLike(typed, before, sign);
  }
  return (names[key] ?? [])
    .filter((name) => name.toLowerCase().includes(typed))
    .slice(0, kShown)
    .map((name) => {
      const text = sign + termOf(key, name);
      return { search: `${before}${text} `, text, note: '' };
    });
}

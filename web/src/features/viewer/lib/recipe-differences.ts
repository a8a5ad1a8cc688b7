import type { ImageDetail } from '@/api/router';
import { t } from '@/i18n';
import { dayAndTime } from '@/lib/format';

export interface ComparedFact {
  name: string;
  first: string;
  second: string;
  differs: boolean;
}

/** A stretch of words; `isOwn` says that the other text does not have it here. */
export interface Stretch {
  text: string;
  isOwn: boolean;
}

function factsOf(image: ImageDetail): [name: string, value: string][] {
  const { recipe, engine } = image;
  const { settings, lora } = recipe;
  return [
    [t('viewer:lora'), lora.name],
    [t('viewer:strength'), String(settings.loraScale)],
    [t('viewer:seed'), recipe.seed],
    [t('viewer:size'), `${settings.width} × ${settings.height}`],
    [t('viewer:steps'), String(settings.numInferenceSteps)],
    [t('viewer:guidance'), String(settings.guidanceScale)],
    [t('viewer:engine'), engine],
    [t('viewer:format'), settings.outputFormat.toUpperCase()],
    [t('viewer:madeOn'), dayAndTime(image.createdAt)],
  ];
}

/** The settings of two pictures side by side. */
export function comparedFacts(first: ImageDetail, second: ImageDetail): ComparedFact[] {
  const others = factsOf(second);
  return factsOf(first).map(([name, value], at) => {
    const other = others[at]?.[1] ?? '';
    return { name, first: value, second: other, differs: value !== other };
  });
}

/** Lengths of the longest common run of words from every pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const below = lengths[i + 1] ?? [];
      const row = lengths[i] ?? [];
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

function joined(words: readonly Stretch[]): Stretch[] {
  return words.reduce<Stretch[]>((all, word) => {
    const last = all.at(-1);
    if (last?.isOwn !== word.isOwn) {
      return [...all, word];
    }
    return [...all.slice(0, -1), { ...last, text: `${last.text} ${word.text}` }];
  }, []);
}

/** Two prompts, with the words that only one of them has set apart. */
export function comparedWords(first: string, second: string): [Stretch[], Stretch[]] {
  const [a, b] = [first.trim().split(/\s+/), second.trim().split(/\s+/)];
  const lengths = commonLengths(a, b);
  const sides: [Stretch[], Stretch[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [mine = '', other = ''] = [a[i], b[j]];
    if (mine === other) {
      sides[0].push({ text: mine, isOwn: false });
      sides[1].push({ text: other, isOwn: false });
      i += 1;
      j += 1;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) {
      sides[0].push({ text: mine, isOwn: true });
      i += 1;
    } else {
      sides[1].push({ text: other, isOwn: true });
      j += 1;
    }
  }
  sides[0].push(...a.slice(i).map((text) => ({ text, isOwn: true })));
  sides[1].push(...b.slice(j).map((text) => ({ text, isOwn: true })));
  return [joined(sides[0]), joined(sides[1])];
}

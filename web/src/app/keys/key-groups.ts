import { t } from '@/i18n';
import type { KeyPlace } from './key-place';

/** Keys as KeyMap writes them, side by side where any of them does it, and what they do. */
type Line = readonly [keys: string, text: string];

interface KeyGroup {
  title: string;
  lines: readonly Line[];
}

const everywhere = (): KeyGroup => ({
  title: t('keys:everywhere'),
  lines: [
    ['Ctrl+K', t('shell:palette')],
    ['?', t('keys:sheet')],
    ['N', t('keys:new')],
    ['Esc', t('keys:close')],
  ],
});

const form = (): KeyGroup => ({
  title: t('keys:form'),
  lines: [
    ['Ctrl+Enter', t('keys:send')],
    ['Alt+↑ Alt+↓', t('keys:history')],
  ],
});

const gallery = (): KeyGroup => ({
  title: t('keys:gallery'),
  lines: [
    ['← → ↑ ↓', t('keys:move')],
    ['Enter', t('keys:open')],
    ['X', t('keys:select')],
    ['Ctrl+A', t('keys:selectAll')],
    ['F', t('keys:favorite')],
    ['1 2 3 4 5', t('keys:rate')],
    ['0', t('keys:unrate')],
    ['T', t('keys:tag')],
    ['B', t('keys:pickBest')],
    ['G', t('keys:date')],
    ['/', t('keys:search')],
    ['Shift+D', t('keys:download')],
    ['Del', t('keys:trash')],
  ],
});

const viewer = (): KeyGroup => ({
  title: t('keys:viewer'),
  lines: [
    ['← →', t('keys:step')],
    ['+ -', t('keys:zoom')],
    ['Z', t('keys:actual')],
    ['0', t('keys:fit')],
    ['I', t('keys:info')],
    ['F', t('keys:favorite')],
    ['1 2 3 4 5', t('keys:rate')],
    ['T', t('keys:tag')],
    ['G', t('keys:again')],
    ['V', t('keys:vary')],
    ['R', t('keys:remix')],
    ['P', t('keys:usePrompt')],
    ['S', t('keys:useSeed')],
    ['A', t('keys:useAll')],
    ['C', t('keys:compare')],
    ['L', t('keys:address')],
    ['D', t('keys:download')],
    ['Shift+D', t('keys:downloadPlain')],
    ['Del', t('keys:trash')],
    ['U', t('keys:undo')],
  ],
});

const compare = (): KeyGroup => ({
  title: t('keys:comparing'),
  lines: [
    ['M', t('keys:nextMode')],
    ['C', t('keys:swap')],
    ['Space', t('keys:flip')],
    ['← →', t('keys:divider')],
    ['+ -', t('keys:zoom')],
    ['Z', t('keys:actual')],
    ['0', t('keys:fit')],
  ],
});

const byPlace: Record<KeyPlace, (() => KeyGroup)[]> = {
  viewer: [viewer, everywhere],
  compare: [compare, everywhere],
  gallery: [gallery, form, everywhere],
  page: [everywhere, form],
};

/** The keys that do something in a place, those of its own first. */
export function keyGroups(place: KeyPlace): KeyGroup[] {
  return byPlace[place].map((group) => group());
}

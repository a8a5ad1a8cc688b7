import { language } from '@/i18n';
import { cardOf } from './cards';
import { rowAtHeight, rowOfCard } from './grid-layout';
import type { Grid } from './grid-boxes';
import { kHead } from './use-place';

/** 2026-03 as people write it: March 2026. */
export function monthName(name: string): string {
  return new Date(`${name}-15T12:00:00Z`).toLocaleDateString(language(), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** How far down a month begins, from 0 to 1. */
export function partOfMonth({ index, cards, layout }: Grid, month: number): number {
  const card = cardOf(cards, index.months[month]?.from ?? 0);
  return (layout.tops[rowOfCard(layout, card)] ?? 0) / Math.max(1, layout.height);
}

/** The month at a height of the grid. */
export function monthAtHeight({ index, cards, layout }: Grid, y: number): number {
  const card = layout.rows[rowAtHeight(layout, y)] ?? 0;
  const position = cards.from[card] ?? 0;
  const found = index.months.findIndex(({ from, count }) => position < from + count);
  return Math.max(0, found);
}

/** How far down the grid the window's top is, in pixels. */
export function depthOf(element: HTMLElement): number {
  return kHead - element.getBoundingClientRect().top;
}

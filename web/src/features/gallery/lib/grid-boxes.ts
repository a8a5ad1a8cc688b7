import type { Cards } from './cards';
import { rowOfCard, shownRatio, type GridLayout } from './grid-layout';
import type { PictureIndex } from './picture-index';

/** Where a card stands in the grid, in pixels. */
export interface Box {
  card: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** All that the grid is laid out from. */
export interface Grid {
  index: PictureIndex;
  cards: Cards;
  layout: GridLayout;
}

export function ratioOfCard({ index, cards }: Pick<Grid, 'index' | 'cards'>, card: number): number {
  return index.ratios[cards.from[card] ?? 0] ?? 1;
}

export function boxesOfRow(grid: Grid, row: number): Box[] {
  const { rows, tops, heights, gap, isSquare } = grid.layout;
  const top = tops[row] ?? 0;
  const height = heights[row] ?? 0;
  const boxes: Box[] = [];
  let left = 0;
  for (let card = rows[row] ?? 0; card < (rows[row + 1] ?? 0); card += 1) {
    const width = isSquare ? height : height * shownRatio(ratioOfCard(grid, card));
    boxes.push({ card, left, top, width, height });
    left += width + gap;
  }
  return boxes;
}

function middle({ left, width }: Box): number {
  return left + width / 2;
}

/** The card in another row that stands most nearly below or above. */
function nearest(grid: Grid, card: number, row: number): number {
  const own = boxesOfRow(grid, rowOfCard(grid.layout, card)).find((box) => box.card === card);
  const boxes = boxesOfRow(grid, row);
  if (!own || boxes.length === 0) {
    return card;
  }
  const away = (box: Box) => Math.abs(middle(box) - middle(own));
  return boxes.reduce((best, box) => (away(box) < away(best) ? box : best)).card;
}

/** Where a key leads from a card; null when it is none that leads anywhere. */
export function cardByKey(
  grid: Grid,
  card: number,
  key: string,
  rowsOfScreen: number,
): number | null {
  const { layout, cards } = grid;
  const row = rowOfCard(layout, card);
  const toRow = (wanted: number) =>
    nearest(grid, card, Math.min(layout.rowCount - 1, Math.max(0, wanted)));
  const within = (wanted: number) => Math.min(cards.size - 1, Math.max(0, wanted));
  const ways: Record<string, () => number> = {
    ArrowLeft: () => within(card - 1),
    ArrowRight: () => within(card + 1),
    ArrowUp: () => toRow(row - 1),
    ArrowDown: () => toRow(row + 1),
    PageUp: () => toRow(row - rowsOfScreen),
    PageDown: () => toRow(row + rowsOfScreen),
    Home: () => 0,
    End: () => within(cards.size - 1),
  };
  return ways[key]?.() ?? null;
}

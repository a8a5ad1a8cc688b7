import type { Dispatch, MouseEvent, SetStateAction } from 'react';
import type { Grid } from './grid-boxes';
import { change } from './library-actions';
import { idAt, idsBetween, positionOf } from './picture-index';
import { pictureDetails } from './picture-details';
import { addSelected, selectedIds, selectionAnchor, toggleSelected } from './selection';

/** The pictures of a card. */
export function idsOfCard({ index, cards }: Grid, card: number): string[] {
  const from = cards.from[card] ?? 0;
  return idsBetween(index, from, from + (cards.count[card] ?? 1) - 1);
}

/** Selects a card, or all from where one began to here: loaded or not. */
function select(grid: Grid, card: number, isRange: boolean): void {
  const ids = idsOfCard(grid, card);
  const anchor = selectionAnchor();
  const from = isRange && anchor ? positionOf(grid.index, anchor) : -1;
  if (from < 0) {
    toggleSelected(ids);
    return;
  }
  const to = grid.cards.from[card] ?? 0;
  const last = Math.max(from, to + ids.length - 1);
  addSelected(idsBetween(grid.index, Math.min(from, to), last), anchor);
}

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.altKey;
}

interface Surroundings {
  grid: Grid | null;
  isOwn: boolean;
  open: (id: string) => void;
  setSpread: Dispatch<SetStateAction<ReadonlySet<string>>>;
}

/** What a press on a card, or on something in it, does. */
export function cardHandlers({ grid, isOwn, open, setSpread }: Surroundings) {
  const firstId = (card: number) => (grid ? idAt(grid.index, grid.cards.from[card] ?? 0) : '');
  const spread = (card: number) => {
    const id = firstId(card);
    setSpread((all) => {
      const next = new Set(all);
      return next.delete(id) ? next : next.add(id);
    });
  };
  return {
    open: (card: number, event: MouseEvent) => {
      const isSelecting = isOwn && (selectedIds().size > 0 || event.shiftKey);
      const isStack = (grid?.cards.count[card] ?? 1) > 1;
      if (!grid || !(isPlain(event) || isSelecting)) {
        return;
      }
      if (event.shiftKey && !isOwn) {
        return;
      }
      event.preventDefault();
      if (isSelecting) {
        select(grid, card, event.shiftKey);
      } else if (isStack) {
        spread(card);
      } else {
        open(firstId(card));
      }
    },
    select: (card: number, isRange: boolean) => {
      if (grid) {
        select(grid, card, isRange);
      }
    },
    spread,
    favorite: (card: number) => {
      const id = firstId(card);
      const image = pictureDetails.get(id);
      if (image) {
        void change([id], { kind: 'favorite', ids: [id], favorite: !image.favorite });
      }
    },
    rate: (card: number, rating: number) => {
      const ids = [firstId(card)];
      void change(ids, { kind: 'rate', ids, rating });
    },
  };
}

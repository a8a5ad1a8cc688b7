import { useKeys } from '@/lib/keys';
import type { RefObject } from 'react';
import { askToRemove, askToTag } from './asked';
import { idsOfCard } from './card-handlers';
import { downloadPictures } from './download';
import type { Grid } from './grid-boxes';
import { change, trashPictures } from './library-actions';
import { isOneBatch, pickBest } from './pick-best';
import { idsBetween } from './picture-index';
import { picturesOf } from './picture-details';
import { addSelected, clearSelection, selectedIds, toggleSelected } from './selection';

interface Surroundings {
  grid: Grid | null;
  focus: { card: number };
  isOwn: boolean;
  isTrash: boolean;
  region: RefObject<HTMLElement | null>;
  goToDate: () => void;
}

/** A heart for all, or taken from all when every one has it. */
async function toggleFavorite(ids: readonly string[]): Promise<void> {
  const known = ids.length <= 200 ? await picturesOf(ids) : [];
  const isLoved = known.length > 0 && known.every(({ favorite }) => favorite);
  await change(ids, { kind: 'favorite', ids, favorite: !isLoved });
}

/** The keys of a gallery. They mean what is selected, else the card with the focus. */
export function useGalleryKeys(surroundings: Surroundings): void {
  const { grid, focus, isOwn, isTrash, region, goToDate } = surroundings;

  const focused = (): string[] => {
    const isInside = region.current?.contains(document.activeElement) ?? false;
    return grid && isInside && focus.card >= 0 ? idsOfCard(grid, focus.card) : [];
  };
  const meant = () => (selectedIds().size > 0 ? [...selectedIds()] : focused());
  /** Nothing is meant: the key is somebody else's. */
  const withMeant = (act: (ids: string[]) => unknown) => () => {
    const ids = isOwn ? meant() : [];
    return ids.length > 0 && (act(ids), true);
  };
  const select = () => {
    const ids = isOwn ? focused() : [];
    return ids.length > 0 && (toggleSelected(ids), true);
  };
  const pick = () => {
    const ids = isOwn && !isTrash ? meant() : [];
    return grid !== null && isOneBatch(grid.index, ids) && (void pickBest(ids), true);
  };
  const rates = Object.fromEntries(
    [0, 1, 2, 3, 4, 5].map((rating) => [
      String(rating),
      withMeant((ids) => change(ids, { kind: 'rate', ids, rating })),
    ]),
  );

  useKeys('page', {
    ...rates,
    x: select,
    ' ': (event) => !(event.target instanceof HTMLButtonElement) && select(),
    f: withMeant(toggleFavorite),
    t: withMeant(askToTag),
    b: pick,
    g: () => grid !== null && grid.index.size > 0 && goToDate(),
    'Shift+d': withMeant(downloadPictures),
    Delete: withMeant((ids) => (isTrash ? askToRemove(ids) : trashPictures(ids))),
    'Ctrl+a': () => {
      if (!isOwn || !grid) {
        return false;
      }
      addSelected(idsBetween(grid.index, 0, grid.index.size - 1), null);
      return true;
    },
    Escape: () => selectedIds().size > 0 && (clearSelection(), true),
  });
}

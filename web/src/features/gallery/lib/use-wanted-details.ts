import { useEffect, useRef } from 'react';
import type { Grid } from './grid-boxes';
import { idAt } from './picture-index';
import { pictureDetails } from './picture-details';

/** Who flies past more than this many rows between two drawings has not looked at any of them. */
const kRowsLookedAt = 6;
const kDwell = 60;
/** Fetched beyond the drawn rows. */
const kRowsAhead = 4;

function idsOfRows({ index, cards, layout }: Grid, from: number, to: number): string[] {
  const first = layout.rows[Math.max(0, from)] ?? 0;
  const last = layout.rows[Math.min(layout.rowCount, to + 1)] ?? 0;
  const ids: string[] = [];
  for (let card = first; card < last; card += 1) {
    ids.push(idAt(index, cards.from[card] ?? 0));
  }
  return ids;
}

/** Fetches what is looked at: at once while one scrolls, and where a long jump has come to rest. */
export function useWantedDetails(grid: Grid | null, from: number, to: number): void {
  const last = useRef(from);
  useEffect(() => {
    if (!grid || grid.index.size === 0) {
      return undefined;
    }
    const want = () => {
      const seen = idsOfRows(grid, from, to);
      const ahead = [
        ...idsOfRows(grid, to + 1, to + kRowsAhead),
        ...idsOfRows(grid, from - kRowsAhead, from - 1),
      ];
      pictureDetails.want([...seen, ...ahead]);
    };
    const isNear = Math.abs(from - last.current) <= kRowsLookedAt;
    last.current = from;
    const timer = setTimeout(want, isNear ? 0 : kDwell);
    return () => clearTimeout(timer);
  }, [grid, from, to]);
}

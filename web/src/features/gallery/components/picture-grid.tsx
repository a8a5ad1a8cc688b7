import { cx } from '@/lib/class-names';
import { useState, type RefObject } from 'react';
import { CardKeys } from '../lib/card-keys';
import { boxesOfRow, type Grid } from '../lib/grid-boxes';
import { rowOfCard } from '../lib/grid-layout';
import { idAt } from '../lib/picture-index';
import type { useGridFocus } from '../lib/use-grid-focus';
import { PictureCard, type CardHandlers } from './picture-card';

interface Props {
  label: string;
  gridRef: (element: HTMLElement | null) => void;
  grid: Grid | null;
  visible: { from: number; to: number };
  focus: ReturnType<typeof useGridFocus>;
  selected: ReadonlySet<string>;
  /** They are one's own: they can be picked, loved and rated. */
  isOwn: boolean;
  isOld: boolean;
  on: RefObject<CardHandlers>;
}

function visibleBoxes(grid: Grid, { from, to }: Props['visible'], focused: number) {
  const boxes = [];
  for (let row = from; row <= Math.min(to, grid.layout.rowCount - 1); row += 1) {
    boxes.push(...boxesOfRow(grid, row));
  }
  // The one with the focus stays, however far one has scrolled: the next arrow key goes on from it.
  if (focused >= 0 && !boxes.some(({ card }) => card === focused)) {
    const row = rowOfCard(grid.layout, focused);
    boxes.push(...boxesOfRow(grid, row).filter(({ card }) => card === focused));
  }
  return boxes;
}

/** The pictures near the window, each in its place; the rest is only room. */
export function PictureGrid(props: Props) {
  const { label, gridRef, grid, visible, focus, selected, isOwn, isOld, on } = props;
  const boxes = grid ? visibleBoxes(grid, visible, focus.card) : [];
  const ids = boxes.map((box) => (grid ? idAt(grid.index, grid.cards.from[box.card] ?? 0) : ''));
  const [elements] = useState(() => new CardKeys());
  const keys = elements.of(ids);
  const reachable = focus.card >= 0 ? focus.card : (boxes[0]?.card ?? 0);
  return (
    <div
      ref={gridRef}
      role="list"
      aria-label={label}
      aria-busy={isOld}
      className={cx('relative min-h-40 [overflow-anchor:none]', isOld && 'opacity-60')}
      style={{ height: grid?.layout.height ?? '60dvh' }}
      {...focus.handlers}
    >
      {grid &&
        boxes.map((box, at) => {
          const id = ids[at] ?? '';
          return (
            <PictureCard
              key={keys[at]}
              id={id}
              {...box}
              total={grid.cards.size}
              stack={grid.cards.stack[box.card] ?? 0}
              isStack={(grid.cards.count[box.card] ?? 1) > 1}
              isReachable={box.card === reachable}
              isSelected={selected.has(id)}
              isSelecting={selected.size > 0}
              isOwn={isOwn}
              isUrgent={box.top < 600}
              on={on}
            />
          );
        })}
    </div>
  );
}

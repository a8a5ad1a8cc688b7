import type { GeneratedImage } from '@/api/router';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { lazyPart } from '@/lib/lazy-part';
import { useStore } from '@/lib/store';
import { Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useLatest } from '../lib/use-latest';
import { questionStore } from '../lib/asked';
import { cardHandlers } from '../lib/card-handlers';
import { isOneBatch } from '../lib/pick-best';
import type { PictureIndex } from '../lib/picture-index';
import { clearSelection, useSelection } from '../lib/selection';
import { sequenceOf, useSequence } from '../lib/sequences';
import { useArrivals } from '../lib/use-arrivals';
import { useBox } from '../lib/use-box';
import { useGalleryKeys } from '../lib/use-gallery-keys';
import { useGrid } from '../lib/use-grid';
import { useGridFocus } from '../lib/use-grid-focus';
import { showCard, usePlace, type Place } from '../lib/use-place';
import { useReturnFromViewer } from '../lib/use-return-from-viewer';
import { useVisibleRows } from '../lib/use-visible-rows';
import { useWantedDetails } from '../lib/use-wanted-details';
import { useGalleryView } from '../lib/view-options';
import { DateScrubber } from './date-scrubber';
import { PictureGrid } from './picture-grid';

const SelectionBar = lazyPart(async () => (await import('./selection-bar')).SelectionBar);
const Questions = lazyPart(async () => (await import('./questions')).Questions);
const DateDialog = lazyPart(async () => (await import('./date-dialog')).DateDialog);

/** What the page around a gallery does for it. */
export interface GalleryPlace {
  /** Where one was when one left, or what the address says. */
  place: Place | null;
  onPlace: (place: Place | null) => void;
  /** In the viewer just now. */
  openId: string | null;
  onOpen: (image: Pick<GeneratedImage, 'id'>) => void;
  onCompare: (ids: readonly string[]) => void;
  /** Shares what is selected; without it nothing is offered. */
  onShare?: ((ids: readonly string[]) => void) | undefined;
}

interface Props extends GalleryPlace {
  /** What the list is called. */
  label: string;
  index: PictureIndex;
  loadMore: (() => void) | null;
  /** One's own: they can be picked, loved and rated. */
  isOwn: boolean;
  isTrash: boolean;
  /** Something else was asked for, and is on its way. */
  isOld: boolean;
  /** Below the last picture. */
  children?: ReactNode;
}

/** A gallery with something in it. */
export function Gallery(props: Props) {
  const { label, loadMore, isOwn, isTrash, isOld, children } = props;
  const { ref, element, width } = useBox();
  const { index, waiting, showAll } = useArrivals(props.index, element);
  const view = useGalleryView();
  const [spread, setSpread] = useState<ReadonlySet<string>>(new Set());
  const grid = useGrid(index, width, { ...view, spread });
  const visible = useVisibleRows(element, grid?.layout ?? null);
  const focus = useGridFocus(element, grid);
  const selected = useSelection();
  const question = useStore(questionStore);
  const [isGoing, setIsGoing] = useState(false);
  const region = useRef<HTMLDivElement>(null);
  const markOpened = useSequence(useMemo(() => sequenceOf(index, loadMore), [index, loadMore]));

  usePlace(element, grid, props.place, props.onPlace);
  useWantedDetails(grid, visible.from, visible.to);
  useReturnFromViewer(element, grid, props.openId, focus.focusCard);
  useEffect(() => clearSelection, []);
  const open = (id: string) => {
    markOpened();
    props.onOpen({ id });
  };
  const on = useLatest(cardHandlers({ grid, isOwn, open, setSpread }));
  useGalleryKeys({ grid, focus, isOwn, isTrash, region, goToDate: () => setIsGoing(true) });

  const goTo = (card: number) => {
    if (element && grid) {
      showCard(element, grid, card, true);
    }
  };
  return (
    <div ref={region}>
      {waiting > 0 && (
        <Button
          tone="ink"
          size="small"
          className="fixed top-18 left-1/2 z-20 -translate-x-1/2 rise rounded-full shadow-large"
          onClick={() => {
            showAll();
            element?.scrollIntoView({ block: 'center' });
            scrollTo({ top: 0, behavior: 'instant' });
          }}
        >
          {t('gallery:new', { count: waiting })}
        </Button>
      )}
      <PictureGrid
        label={label}
        gridRef={ref}
        grid={grid}
        visible={visible}
        focus={focus}
        selected={selected}
        isOwn={isOwn}
        isOld={isOld}
        on={on}
      />
      {children}
      {element && grid && <DateScrubber element={element} grid={grid} goTo={goTo} />}
      <Suspense fallback={null}>
        {selected.size > 0 && (
          <SelectionBar
            ids={selected}
            isTrash={isTrash}
            isOneBatch={isOneBatch(index, [...selected])}
            onCompare={props.onCompare}
            onShare={props.onShare}
          />
        )}
        {question && <Questions />}
        {isGoing && grid && (
          <DateDialog
            grid={grid}
            onGo={(card) => {
              goTo(card);
              focus.focusCard(card);
            }}
            onClose={() => setIsGoing(false)}
          />
        )}
      </Suspense>
    </div>
  );
}

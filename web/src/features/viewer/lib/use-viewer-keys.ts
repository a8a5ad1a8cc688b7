import { undoLastChange } from '@/lib/image-changes';
import { useKeys } from '@/lib/keys';
import { flushSync } from 'react-dom';
import type { Cull } from './use-cull';
import type { ImageActions, ViewerEvents } from './use-image-actions';
import type { Viewed } from './use-viewed';
import type { Zoom } from './use-zoom';
import { viewerKeys } from './viewer-keys';

interface Parts {
  viewed: Viewed;
  actions: ImageActions | null;
  zoom: Zoom;
  cull: Cull | null;
  isInfoOpen: boolean;
  setInfoOpen: (isOpen: boolean) => void;
  events: ViewerEvents;
}

/** Ties the keys to what they do. */
export function useViewerKeys(parts: Parts): void {
  const { viewed, actions, zoom, cull, isInfoOpen, setInfoOpen, events } = parts;
  const { image, previous, next } = viewed;
  useKeys(
    'viewer',
    viewerKeys({
      actions,
      zoom,
      previous: previous && (() => events.onStep(previous)),
      next: next && (() => events.onStep(next)),
      rating: image?.rating ?? 0,
      toggleInfo: () => setInfoOpen(!isInfoOpen),
      editTags: () => {
        flushSync(() => setInfoOpen(true));
        document.querySelector<HTMLElement>('dialog [data-tag-input]')?.focus();
      },
      undo: () => void undoLastChange(),
      cull,
      onDone: events.onClose,
    }),
  );
}

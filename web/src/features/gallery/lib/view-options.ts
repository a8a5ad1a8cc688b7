import { readStored, writeStored } from '@/lib/storage';
import { createStore, useStore } from '@/lib/store';

/** How galleries are shown, in all of them and next time too. */
export interface GalleryView {
  /** Squares of one size instead of rows in their own shapes. */
  isSquare: boolean;
  /** A batch is one card. */
  isStacked: boolean;
}

const store = createStore<GalleryView>({
  isSquare: readStored('galleryLayout') === 'square',
  isStacked: readStored('galleryBatches') === 'stacked',
});

export function useGalleryView(): GalleryView {
  return useStore(store);
}

export function changeGalleryView(change: Partial<GalleryView>): void {
  store.set((view) => ({ ...view, ...change }));
  const { isSquare, isStacked } = store.get();
  writeStored('galleryLayout', isSquare ? 'square' : null);
  writeStored('galleryBatches', isStacked ? 'stacked' : null);
}

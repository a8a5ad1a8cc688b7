// For pictures made in other tabs.
import '@/lib/image-cache';
import { patchImages, refetchLists } from '@/lib/image-cache-facts';
import { after, type ImageChange } from '@/lib/image-change';
import { whenImagesChange } from '@/lib/image-changes';
import { fateStore, setFates } from './fates';
import { questionStore } from './asked';
import { changePictures, forgetPictures, pictureDetails, pinPictures } from './picture-details';
import { clearSelection, deselect } from './selection';

/** Another tab has asked the server by then. */
const kSoon = 1_500;

// Other tabs of this browser hear of it at once. Where there is no channel they find out when they ask again.
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('likeness-images') : null;

function show(change: ImageChange): void {
  changePictures(change.ids, (image) => ({ ...image, ...after(change, image) }));
  if (change.kind === 'trash' || change.kind === 'restore') {
    setFates(change.ids, change.kind === 'trash' ? 'trashed' : 'restored');
    deselect(change.ids);
  }
}

whenImagesChange((change) => {
  show(change);
  channel?.postMessage(change);
});

channel?.addEventListener('message', ({ data }: MessageEvent<ImageChange>) => {
  show(data);
  patchImages(new Set(data.ids), (facts) => after(data, facts));
  setTimeout(() => refetchLists(true), kSoon);
});

/** As if the page had just been opened. */
export function forgetGalleries(): void {
  pictureDetails.want([]);
  pinPictures([]);
  forgetPictures();
  clearSelection();
  fateStore.set(new Map());
  questionStore.set(null);
}

import type { GeneratedImage, ImageDetail } from '@/api/router';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { copyText } from '@/lib/clipboard';
import { changeImages } from '@/lib/image-changes';
import { imagePath } from '@/lib/image-text';
import { queryClient } from '@/lib/query-client';
import type { RemixPart } from '@/lib/remix';
import { showToast } from '@/lib/toasts';
import { download } from './download';
import { hasFile, unusableText } from './has-file';
import { markToCompare } from './compare-mark';

export interface ViewerEvents {
  onClose: () => void;
  onStep: (image: GeneratedImage) => void;
  onRemix: (image: ImageDetail, part: RemixPart) => void;
  /** Makes the same once more, or the same with other seeds. */
  onGenerate: (image: ImageDetail, how: 'again' | 'vary') => void;
  onCompare: (first: string, second: string) => void;
  onOpenLora: (loraId: string) => void;
}

export interface ImageActions {
  toggleFavorite: () => void;
  rate: (rating: number) => void;
  tag: (change: { add: string[]; remove: string[] }) => void;
  trash: () => void;
  restore: () => void;
  download: (withRecipe?: boolean) => void;
  /** Of the picture in the studio: for oneself, and for who sees the LoRA here. Others get a shared link. */
  copyAddress: () => void;
  compare: () => void;
  remix: (part: RemixPart) => void;
  generate: (how: 'again' | 'vary') => void;
}

interface Place {
  image: GeneratedImage | null;
  /** Null until it is known. */
  detail: ImageDetail | null;
  previous: GeneratedImage | null;
  next: GeneratedImage | null;
}

/** What can be done with the picture that is shown; null while there is none. What only its owner may do is tried by nobody else. */
export function useImageActions(
  { image, detail, previous, next }: Place,
  events: ViewerEvents,
): ImageActions | null {
  if (!image) {
    return null;
  }
  const ids = [image.id];
  // Who is quick presses a key before the details are there.
  const whenKnown = (action: (known: ImageDetail) => void) => {
    if (detail) {
      action(detail);
    } else {
      const { id } = image;
      void queryClient
        .query({ ...api.images.byId.queryOptions({ id }), staleTime: 'static' })
        .then(action, () => undefined);
    }
  };
  const ifOwn =
    <A extends unknown[]>(action: (...values: A) => void) =>
    (...values: A) =>
      whenKnown(({ isMine }) => isMine && action(...values));
  const ifUsable = (action: (known: ImageDetail) => void) =>
    whenKnown((known) => (hasFile(known.recipe) ? action(known) : showToast(unusableText(known))));
  return {
    toggleFavorite: ifOwn(
      () => void changeImages({ kind: 'favorite', ids, favorite: !image.favorite }),
    ),
    rate: ifOwn((rating: number) => void changeImages({ kind: 'rate', ids, rating })),
    tag: ifOwn((change) => void changeImages({ kind: 'tag', ids, ...change })),
    trash: ifOwn(() => {
      const neighbour = next ?? previous;
      if (neighbour) {
        events.onStep(neighbour);
      } else {
        events.onClose();
      }
      void changeImages(
        { kind: 'trash', ids },
        neighbour ? { onUndone: () => events.onStep(image) } : {},
      );
    }),
    restore: ifOwn(() => void changeImages({ kind: 'restore', ids })),
    download: (withRecipe) => whenKnown((known) => download(known, withRecipe)),
    copyAddress: () =>
      void copyText(`${location.origin}${imagePath(image.id)}`, t('viewer:address')),
    compare: () => markToCompare(image.id, events.onCompare),
    remix: (part) => ifUsable((known) => events.onRemix(known, part)),
    generate: (how) => ifUsable((known) => events.onGenerate(known, how)),
  };
}

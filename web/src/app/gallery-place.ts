import type { GalleryPlace } from '@/features/gallery/components/gallery';
import { useLocation, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { ownAddress, useOverlays } from './overlays';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The first picture in the window, and where its row stands in it. */
    galleryPlace?: { id: string; offset: number };
  }
}

/** Where a row stands when only the address is known: right below the page's head. */
const kOffset = 72;

/** Ties a gallery to the address: where one is, the viewer, comparing. */
export function useGalleryPlace(): GalleryPlace {
  const navigate = useNavigate();
  const router = useRouter();
  const { image, openImage } = useOverlays();
  const { at } = useSearch({ strict: false });
  const stored = useLocation({ select: ({ state }) => state.galleryPlace });
  const id = at ?? image;
  const onPlace = useCallback<GalleryPlace['onPlace']>(
    (place) => {
      // The gallery lies under the viewer too, whose address stays.
      const { image: opened, cull } = router.state.location.search;
      void navigate({
        to: '.',
        ...ownAddress(opened, cull !== undefined),
        search: (current) => ({ ...current, at: place?.id }),
        state: (current) => ({ ...current, galleryPlace: place ?? undefined }),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate, router],
  );
  return {
    place: stored ?? (id ? { id, offset: kOffset } : null),
    onPlace,
    openId: image,
    onOpen: ({ id: opened }) => openImage(opened),
    onCompare: (ids) =>
      void navigate({
        to: '.',
        search: (current) => ({ ...current, compare: ids.join(',') }),
        state: { isOverlay: true },
        resetScroll: false,
      }),
  };
}

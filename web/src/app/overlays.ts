import { writeStored } from '@/lib/storage';
import { useMedia } from '@/lib/use-media';
import { useLocation, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The overlay was opened from within: going back closes it. */
    isOverlay?: boolean;
  }
}

type Overlay = 'image' | 'generate' | 'cull' | 'compare';

/** A picture has an address of its own, but not while the best of its batch is picked: a reload goes on with that. */
export function ownAddress(imageId: string | undefined, isCulling: boolean) {
  return imageId === undefined || isCulling
    ? {}
    : { mask: { to: '/images/$imageId', params: { imageId }, unmaskOnReload: true } as const };
}

/** What lies over the page, and how to change it. */
export function useOverlays() {
  const navigate = useNavigate();
  const router = useRouter();
  const search = useSearch({ strict: false });
  const { imageId } = useParams({ strict: false });

  const openImage = useCallback(
    (id: string, replace = false) =>
      void navigate({
        to: '.',
        search: (current) => ({ ...current, image: id }),
        ...ownAddress(id, router.state.location.search.cull !== undefined),
        state: (current) => ({
          ...current,
          isOverlay: replace ? (current.isOverlay ?? false) : true,
        }),
        replace,
        resetScroll: false,
      }),
    [navigate, router],
  );
  const openCull = useCallback(
    (batchId: string) =>
      void navigate({
        to: '.',
        search: (current) => ({ ...current, image: undefined, cull: batchId }),
        state: { isOverlay: true },
        resetScroll: false,
      }),
    [navigate],
  );
  const openCompare = useCallback(
    (first: string, second: string, replace = false) =>
      void navigate({
        to: '.',
        search: (current) => ({ ...current, compare: `${first},${second}` }),
        state: (current) => ({
          ...current,
          isOverlay: replace ? (current.isOverlay ?? false) : true,
        }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  const openGenerate = useCallback(
    (loraId: string, replace = false) => {
      writeStored('lastLora', loraId);
      void navigate({
        // The address of one picture would keep the viewer above it.
        to: imageId ? '/images' : '.',
        search: (current) => ({
          ...current,
          image: undefined,
          cull: undefined,
          compare: undefined,
          generate: loraId,
        }),
        state: (current) => ({ isOverlay: replace ? (current.isOverlay ?? false) : true }),
        replace,
        resetScroll: false,
      });
    },
    [navigate, imageId],
  );
  /** Goes back to where it was opened, or to the page below when one came straight to it. */
  const close = useCallback(
    (name: Overlay) => {
      if (router.state.location.state.isOverlay) {
        router.history.back();
        return;
      }
      void navigate({
        to: imageId && name !== 'compare' ? '/images' : '.',
        search: (current) => ({
          ...current,
          [name]: undefined,
          ...(name === 'cull' && { image: undefined }),
        }),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate, router, imageId],
  );
  return {
    image: search.image ?? imageId ?? null,
    generate: search.generate ?? null,
    cull: search.cull ?? null,
    compare: search.compare ?? null,
    openImage,
    openCull,
    openCompare,
    openGenerate,
    close,
  };
}

/** Wide windows have room for the form beside a gallery. */
export const kRoomForDock = '(width >= 72rem)';

/** The LoRA whose form stands beside one's own pictures instead of lying over them. */
export function useDockedLora(): string | null {
  const hasRoom = useMedia(kRoomForDock);
  const isGallery = useLocation({ select: ({ pathname }) => pathname.startsWith('/images') });
  const { generate } = useSearch({ strict: false });
  return hasRoom && isGallery ? (generate ?? null) : null;
}

import type { GeneratedImage } from '@/api/router';
import { FailureNote } from '@/components/failure-note';
import { ListEnd } from '@/components/list-end';
import { count } from '@/lib/format';
import { useCallback, useMemo, type ReactNode } from 'react';
import { GallerySkeleton } from './gallery-skeleton';
import { PictureGrid } from './picture-grid';

interface Props {
  /** What the list is called. */
  label: string;
  query: {
    data: { pages: readonly { items: readonly GeneratedImage[] }[] } | undefined;
    isPending: boolean;
    error: unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    refetch: () => unknown;
    fetchNextPage: () => unknown;
  };
  empty: ReactNode;
  onOpen: (image: GeneratedImage) => void;
}

/** A gallery in each of its states: loading, failed, empty, shown, at its end. */
export function Gallery({ label, query, empty, onOpen }: Props) {
  const { data, hasNextPage, fetchNextPage } = query;
  const images = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  if (query.isPending) {
    return <GallerySkeleton />;
  }
  if (!data) {
    return (
      <FailureNote
        title="The pictures could not be loaded"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (images.length === 0) {
    return empty;
  }
  return (
    <>
      <PictureGrid
        label={label}
        images={images}
        loadMore={hasNextPage ? loadMore : null}
        onOpen={onOpen}
      />
      <ListEnd query={query}>
        {images.length > 8 && `That was all: ${count(images.length, 'picture')}.`}
      </ListEnd>
    </>
  );
}

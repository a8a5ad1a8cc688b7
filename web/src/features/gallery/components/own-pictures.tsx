import type { Person } from '@/api/router';
import { FailureNote } from '@/components/failure-note';
import { t } from '@/i18n';
import { fullName } from '@/lib/format';
import type { ReactNode } from 'react';
import type { Pictures } from '../lib/use-pictures';
import { Gallery, type GalleryPlace } from './gallery';
import { GallerySkeleton } from './gallery-skeleton';
import { NothingFound } from './nothing-found';

interface Props extends GalleryPlace {
  person: Person | null;
  search: string;
  /** Why there are none, unless the search is to blame. */
  error: unknown;
  pictures: Pictures;
  isTrash: boolean;
  onSearch: (search: string) => void;
  action: ReactNode;
}

/** The pictures of a search, or why there are none. */
export function OwnPictures(props: Props) {
  const { person, error, pictures } = props;
  const { index, refetch, isOld } = pictures;
  if (index && index.size > 0) {
    return (
      <Gallery
        {...props}
        label={person ? t('gallery:picturesOf', { name: fullName(person) }) : t('gallery:own')}
        index={index}
        loadMore={null}
        isOwn
        isOld={isOld}
      >
        {index.size > 8 && (
          <p className="py-8 text-center text-small text-muted">
            {t('gallery:end', { count: index.size })}
          </p>
        )}
      </Gallery>
    );
  }
  if (error) {
    return <FailureNote title={t('gallery:failed')} error={error} onRetry={() => void refetch()} />;
  }
  return index ? (
    <NothingFound {...props} onClear={() => props.onSearch('')} />
  ) : (
    <GallerySkeleton />
  );
}

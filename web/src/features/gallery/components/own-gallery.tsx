import type { Person } from '@/api/router';
import { toApiError } from '@/lib/api-error';
import { useState, type ReactNode } from 'react';
import { noPictures } from '../lib/picture-index';
import { isTrashSearch } from '../lib/search-terms';
import { useOwnPictures } from '../lib/use-pictures';
import type { GalleryPlace } from './gallery';
import { OwnPictures } from './own-pictures';
import { SearchTools } from './search-tools';
import { TrashNote } from './trash-note';

interface Props extends GalleryPlace {
  person: Person | null;
  search: string;
  onSearch: (search: string) => void;
  /** What to do when there is nothing. */
  action: ReactNode;
}

/** What the server says about the search itself. */
function wrongIn(error: unknown): string | null {
  return error ? (toApiError(error).fieldMessage('q') ?? null) : null;
}

/** What is shown stays until what was asked for is there; then it is another list, which begins at its top. */
function useShownKey(key: string, isThere: boolean): string {
  const [shown, setShown] = useState(key);
  if (isThere && shown !== key) {
    setShown(key);
  }
  return shown;
}

/** One's own pictures and the means to find them. */
export function OwnGallery(props: Props) {
  const { person, search, onSearch } = props;
  const filter = { ...(person && { personId: person.id }), ...(search && { q: search }) };
  const pictures = useOwnPictures(filter);
  const { index, error, isOld } = pictures;
  const searchError = wrongIn(error);
  const isTrash = isTrashSearch(search);

  const shownKey = useShownKey(JSON.stringify(filter), !isOld && index !== null);
  return (
    <div className="flex flex-col gap-4">
      <SearchTools
        search={search}
        error={searchError}
        onSearch={onSearch}
        count={index && !isOld ? index.size : null}
      />
      {isTrash && <TrashNote index={index ?? noPictures} />}
      {(index ?? searchError === null) && (
        <OwnPictures
          {...props}
          key={shownKey}
          error={searchError === null ? error : null}
          pictures={pictures}
          isTrash={isTrash}
        />
      )}
    </div>
  );
}

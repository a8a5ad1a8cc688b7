import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { lazyPart } from '@/lib/lazy-part';
import { Suspense, useState } from 'react';
import { FilterChips } from './filter-chips';
import { SearchField } from './search-field';
import { ViewSwitches } from './view-switches';

const SavedSearches = lazyPart(async () => (await import('./saved-searches')).SavedSearches);

interface Props {
  search: string;
  error: string | null;
  onSearch: (search: string) => void;
  /** How many were found; null until it is known. */
  count: number | null;
}

/** All with which pictures are found. */
export function SearchTools({ search, error, onSearch, count }: Props) {
  const [isSavedOpen, setIsSavedOpen] = useState(false);
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-start gap-2">
        <SearchField search={search} error={error} onSearch={onSearch} />
        <ViewSwitches />
      </div>
      <div className="flex flex-wrap items-center gap-x-4">
        <FilterChips search={search} onSearch={onSearch}>
          <Button
            tone="quiet"
            size="small"
            className="shrink-0"
            onClick={() => setIsSavedOpen(true)}
          >
            {t('gallery:savedSearches')}
          </Button>
        </FilterChips>
        <p role="status" className="ml-auto py-1 text-small text-muted">
          {count !== null && t('common:pictures', { count })}
        </p>
      </div>
      <Suspense fallback={null}>
        {isSavedOpen && (
          <SavedSearches
            search={search}
            onSearch={onSearch}
            onClose={() => setIsSavedOpen(false)}
          />
        )}
      </Suspense>
    </div>
  );
}

import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';
import type { ReactNode } from 'react';
import { useInView } from 'react-intersection-observer';
import { Button } from './ui/button';
import { Spinner } from './ui/spinner';

interface Props {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: unknown;
    fetchNextPage: () => unknown;
  };
  /** Said once there is no more. */
  children?: ReactNode;
}

/** The foot of a list that loads as one scrolls: asks for the next page shortly before it comes into view. */
export function ListEnd({ query, children }: Props) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = query;
  const { ref } = useInView({
    rootMargin: '800px 0px',
    skip: !hasNextPage || isFetchingNextPage || isFetchNextPageError,
    onChange: (isInView) => {
      if (isInView) {
        void query.fetchNextPage();
      }
    },
  });
  return (
    <footer
      ref={ref}
      className="flex min-h-20 items-center justify-center py-6 text-small text-muted"
    >
      {isFetchingNextPage && (
        <span role="status" className="flex items-center gap-2">
          <Spinner className="size-4" /> {t('ui:loadingMore')}
        </span>
      )}
      {isFetchNextPageError && (
        <div role="alert" className="flex flex-wrap items-center justify-center gap-3">
          {toApiError(query.error).message}
          <Button size="small" onClick={() => void query.fetchNextPage()}>
            {t('common:tryAgain')}
          </Button>
        </div>
      )}
      {!hasNextPage && children}
    </footer>
  );
}

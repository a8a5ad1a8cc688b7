import { FailureNote } from '@/components/failure-note';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { Period } from '../lib/period';
import { allUsage, saveText, usageCsv } from '../lib/usage-csv';
import { UsageTable } from './usage-table';

/** Who used how much and what it cost. */
export function UsagePanel({ period }: { period: Period }) {
  const usage = useInfiniteQuery(
    api.admin.usage.infiniteQueryOptions(period, {
      getNextPageParam: (page) => page.nextCursor,
      initialCursor: null,
      placeholderData: (previous) => previous,
    }),
  );
  const download = useMutation({
    mutationFn: allUsage,
    onSuccess: (wallets) =>
      saveText(usageCsv(wallets), `usage-${period.from}-${period.to}.csv`, 'text/csv'),
  });
  const { data, error, refetch } = usage;
  const first = data?.pages[0];
  if (error && !first) {
    return (
      <FailureNote title={t('admin:usageFailed')} error={error} onRetry={() => void refetch()} />
    );
  }
  if (!data || !first) {
    return <Skeleton className="h-32" />;
  }
  if (first.wallets === 0) {
    return <p className="text-small text-muted">{t('admin:noUsage')}</p>;
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-small text-muted">{t('admin:wallets', { count: first.wallets })}</p>
        <Button
          size="small"
          icon="download"
          isBusy={download.isPending}
          onClick={() => download.mutate(period)}
        >
          {t('admin:download')}
        </Button>
      </div>
      <UsageTable wallets={data.pages.flatMap((page) => page.items)} total={first.total} />
      {usage.hasNextPage && (
        <Button
          className="self-center"
          isBusy={usage.isFetchingNextPage}
          onClick={() => void usage.fetchNextPage()}
        >
          {t('admin:more')}
        </Button>
      )}
    </div>
  );
}

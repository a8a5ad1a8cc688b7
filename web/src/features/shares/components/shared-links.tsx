import { FailureNote } from '@/components/failure-note';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { useQuery } from '@tanstack/react-query';
import { SharedLinkRow } from './shared-link-row';

/** The links that one has made, with the way to end each. */
export function SharedLinks() {
  const { data, error, refetch } = useQuery(api.shares.list.queryOptions());
  if (error && !data) {
    return (
      <FailureNote title={t('shares:listFailed')} error={error} onRetry={() => void refetch()} />
    );
  }
  if (!data) {
    return <Skeleton className="h-16" />;
  }
  if (data.items.length === 0) {
    return <p className="text-muted">{t('shares:none')}</p>;
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t('shares:sectionNote')}</p>
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {data.items.map((share) => (
          <SharedLinkRow key={share.id} share={share} />
        ))}
      </ul>
    </div>
  );
}

import { FailureNote } from '@/components/failure-note';
import { Skeleton } from '@/components/ui/skeleton';
import { api } from '@/lib/api';
import { useQuery } from '@tanstack/react-query';
import { ApiKeyRow } from './api-key-row';
import { NewApiKey } from './new-api-key';

/** Keys for programs that act for this wallet. */
export function ApiKeys() {
  const { data, error, refetch } = useQuery(api.tokens.list.queryOptions());
  return (
    <div className="flex flex-col gap-5">
      <p className="text-muted">
        For programs that act for you. They send{' '}
        <code className="font-mono text-small">Authorization: Bearer lk_…</code>; what they can do
        is in{' '}
        <a href="/api/openapi.json" className="underline underline-offset-4 hover:text-ink">
          the API’s description
        </a>
        .
      </p>
      {error && !data && (
        <FailureNote
          title="The keys could not be loaded"
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !error && <Skeleton className="h-16" />}
      {data && data.items.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {data.items.map((key) => (
            <ApiKeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      <NewApiKey />
    </div>
  );
}

import { FailureNote } from '@/components/failure-note';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { Rich } from '@/i18n/rich';
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
        <Rich
          text={t('apiKeys:note')}
          parts={{
            code: (text) => <code className="font-mono text-small">{text}</code>,
            a: (text) => (
              <a href="/api/openapi.json" className="underline underline-offset-4 hover:text-ink">
                {text}
              </a>
            ),
          }}
        />
      </p>
      {error && !data && (
        <FailureNote title={t('apiKeys:listFailed')} error={error} onRetry={() => void refetch()} />
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

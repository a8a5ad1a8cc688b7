import { FailureNote } from '@/components/failure-note';
import { ListEnd } from '@/components/list-end';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import type { ReactNode } from 'react';
import { useLoraList, type LoraScope } from '../lib/lora-list';
import { LoraCard } from './lora-card';

const grid =
  'grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] sm:gap-x-5 sm:gap-y-8';
const kFirstRow = 5;

function Loading() {
  return (
    <div aria-busy aria-label={t('loras:loading')} role="status" className={grid}>
      {Array.from({ length: 10 }, (_, card) => (
        <div key={card} className="flex flex-col gap-2">
          <Skeleton className="aspect-square rounded-card" />
          <Skeleton className="mt-1 h-5 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      ))}
    </div>
  );
}

interface Props {
  scope: LoraScope;
  onGenerate: (loraId: string) => void;
  /** Shown when there is none. */
  empty: ReactNode;
}

export function LoraGrid({ scope, onGenerate, empty }: Props) {
  const query = useLoraList(scope);
  if (query.isPending) {
    return <Loading />;
  }
  if (!query.data) {
    return (
      <FailureNote
        title={t('loras:listFailed')}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const loras = query.data.pages.flatMap((page) => page.items);
  if (loras.length === 0) {
    return empty;
  }
  return (
    <>
      <ul className={grid}>
        {loras.map((lora, at) => (
          <li key={lora.id}>
            <LoraCard
              lora={lora}
              isUrgent={at < kFirstRow}
              onGenerate={() => onGenerate(lora.id)}
            />
          </li>
        ))}
      </ul>
      <ListEnd query={query} />
    </>
  );
}

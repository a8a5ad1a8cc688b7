import type { AdminOverview } from '@/api/router';
import { Badge } from '@/components/ui/badge';
import { t } from '@/i18n';
import { fileSize } from '@/lib/format';
import type { ReactNode } from 'react';

function Fact({ name, isGood, children }: { name: string; isGood?: boolean; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2">
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-2 break-words">
        {children}
        {isGood !== undefined && (
          <Badge tone={isGood ? 'plain' : 'danger'}>
            {isGood ? t('admin:good') : t('admin:bad')}
          </Badge>
        )}
      </dd>
    </div>
  );
}

const kLowDisk = 1e9;

/** Whether what the server stands on holds. */
export function HealthFacts({ overview }: { overview: AdminOverview }) {
  const { buckets, disk, databaseMilliseconds } = overview;
  return (
    <dl className="text-small">
      <Fact name={t('admin:version')}>{overview.version}</Fact>
      <Fact name={t('admin:database')} isGood>
        {t('admin:databaseAnswers', { milliseconds: Math.max(1, databaseMilliseconds) })}
      </Fact>
      {buckets.map((bucket) => (
        <Fact
          key={bucket.name}
          name={t('admin:store', { name: bucket.name })}
          isGood={bucket.isReachable}
        >
          {bucket.isReachable
            ? t('admin:storeAnswers', { milliseconds: Math.max(1, bucket.milliseconds) })
            : t('admin:storeSilent', { reason: bucket.reason })}
        </Fact>
      ))}
      <Fact name={t('admin:disk')} isGood={disk !== null && disk.freeBytes > kLowDisk}>
        {disk
          ? t('admin:diskFree', {
              free: fileSize(disk.freeBytes),
              total: fileSize(disk.totalBytes),
            })
          : t('admin:diskUnknown')}
      </Fact>
      <Fact name={t('admin:fallback')}>
        {overview.fallsBack ? t('admin:fallbackOn') : t('admin:fallbackOff')}
      </Fact>
    </dl>
  );
}

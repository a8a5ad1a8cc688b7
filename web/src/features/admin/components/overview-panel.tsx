import { FailureNote } from '@/components/failure-note';
import { Skeleton } from '@/components/ui/skeleton';
import { Section } from '@/components/section';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { useQuery } from '@tanstack/react-query';
import type { Period } from '../lib/period';
import { AccountingLine } from './accounting-line';
import { EnginesTable } from './engines-table';
import { HealthFacts } from './health-facts';
import { TrainingsTable } from './trainings-table';

const kEvery = 10_000;

/** How the server stands, looked at again every few seconds. */
export function OverviewPanel({ period }: { period: Period }) {
  const { data, error, refetch } = useQuery(
    api.admin.overview.queryOptions(period, {
      refetchInterval: kEvery,
      placeholderData: (previous) => previous,
    }),
  );
  if (error && !data) {
    return (
      <FailureNote title={t('admin:overviewFailed')} error={error} onRetry={() => void refetch()} />
    );
  }
  if (!data) {
    return <Skeleton className="h-64" />;
  }
  return (
    <>
      <Section title={t('admin:accounting')}>
        <AccountingLine accounting={data.accounting} />
      </Section>
      <Section title={t('admin:health')}>
        <HealthFacts overview={data} />
      </Section>
      <Section title={t('admin:engines')}>
        <EnginesTable engines={data.engines} />
      </Section>
      <Section title={t('admin:trainings')}>
        <TrainingsTable trainings={data.trainings} />
      </Section>
    </>
  );
}

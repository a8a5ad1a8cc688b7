import { Empty } from '@/components/ui/empty';
import { OverviewPanel } from '@/features/admin/components/overview-panel';
import { PeriodPicker } from '@/features/admin/components/period-picker';
import { UsagePanel } from '@/features/admin/components/usage-panel';
import { lastThirtyDays } from '@/features/admin/lib/period';
import { t } from '@/i18n';
import { useSession } from '@/lib/session';
import { usePageTitle } from '@/lib/title';
import { useId, useState } from 'react';
import { PageHead } from './page-head';
import { SignedInOnly } from './signed-in-only';

function Desk() {
  const [period, setPeriod] = useState(() => lastThirtyDays(Date.now()));
  const usageId = useId();
  return (
    <>
      <div className="mb-4">
        <PeriodPicker period={period} onChange={setPeriod} />
      </div>
      <OverviewPanel period={period} />
      <section aria-labelledby={usageId} className="flex flex-col gap-3 border-t border-line py-7">
        <h2 id={usageId} className="font-bold">
          {t('admin:usage')}
        </h2>
        <UsagePanel period={period} />
      </section>
    </>
  );
}

/** For the operator's wallet alone. */
export function AdminRoute() {
  usePageTitle(t('shell:admin'));
  const session = useSession();
  return (
    <div className="mx-auto max-w-5xl">
      <PageHead title={t('shell:admin')} note={<p className="text-muted">{t('admin:note')}</p>} />
      <SignedInOnly icon="settings" title={t('admin:signIn')}>
        {session?.isAdmin ? <Desk /> : <Empty icon="settings" title={t('admin:onlyOperator')} />}
      </SignedInOnly>
    </div>
  );
}

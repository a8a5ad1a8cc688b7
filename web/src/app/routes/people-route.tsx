import { PeopleList } from '@/features/people/components/people-list';
import { t } from '@/i18n';
import { usePageTitle } from '@/lib/title';
import { PageHead } from './page-head';
import { SignedInOnly } from './signed-in-only';

export function PeopleRoute() {
  usePageTitle(t('shell:people'));
  return (
    <div className="mx-auto max-w-2xl">
      <PageHead
        title={t('shell:people')}
        note={<p className="text-muted">{t('shell:peopleNote')}</p>}
      />
      <SignedInOnly icon="people" title={t('shell:signInPeople')}>
        <PeopleList />
      </SignedInOnly>
    </div>
  );
}

import { PeopleList } from '@/features/people/components/people-list';
import { usePageTitle } from '@/lib/title';
import { PageHead } from './page-head';
import { SignedInOnly } from './signed-in-only';

export function PeopleRoute() {
  usePageTitle('People');
  return (
    <div className="mx-auto max-w-2xl">
      <PageHead
        title="People"
        note={
          <p className="text-muted">
            Whose LoRAs and pictures these are. Pick one in the header to see only theirs.
          </p>
        }
      />
      <SignedInOnly icon="people" title="Sign in to see your people">
        <PeopleList />
      </SignedInOnly>
    </div>
  );
}

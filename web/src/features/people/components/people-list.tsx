import { FailureNote } from '@/components/failure-note';
import { Empty } from '@/components/ui/empty';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';
import { fullName } from '@/lib/format';
import { usePeople } from '@/lib/people';
import { showToast } from '@/lib/toasts';
import { useCreatePerson } from '../use-people-changes';
import { PersonForm } from './person-form';
import { PersonRow } from './person-row';

const frame = 'divide-y divide-line overflow-hidden rounded-card border border-line bg-surface';

function Loading() {
  return (
    <div aria-busy className={frame}>
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex items-center gap-3.5 p-3 pl-4">
          <Skeleton className="size-11 rounded-full" />
          <Skeleton className="h-9 w-40" />
        </div>
      ))}
    </div>
  );
}

function List() {
  const { people, isPending, error, refetch } = usePeople();
  if (isPending) {
    return <Loading />;
  }
  if (error && people.length === 0) {
    return (
      <FailureNote title={t('people:listFailed')} error={error} onRetry={() => void refetch()} />
    );
  }
  if (people.length === 0) {
    return (
      <Empty icon="people" title={t('people:nobodyYet')}>
        {t('people:nobodyNote')}
      </Empty>
    );
  }
  return (
    <ul className={frame}>
      {people.map((person) => (
        <PersonRow key={person.id} person={person} />
      ))}
    </ul>
  );
}

export function PeopleList() {
  const create = useCreatePerson();
  return (
    <div className="flex flex-col gap-6">
      <List />
      <section
        aria-labelledby="add-person"
        className="rounded-card border border-line bg-surface p-4"
      >
        <h2 id="add-person" className="mb-3 font-bold">
          {t('people:addPerson')}
        </h2>
        <PersonForm
          action={t('people:add')}
          isBusy={create.isPending}
          error={create.error && toApiError(create.error)}
          onSubmit={(names, done) =>
            create.mutate(names, {
              onSuccess: (person) => {
                showToast(t('people:added', { name: fullName(person) }));
                done();
              },
            })
          }
        />
      </section>
    </div>
  );
}

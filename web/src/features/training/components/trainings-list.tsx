import type { Training } from '@/api/router';
import { Badge } from '@/components/ui/badge';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { dayAndTime } from '@/lib/format';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isOpen, phaseText } from '../lib/training-text';

const kPoll = 10_000;

function Row({ training }: { training: Training }) {
  const { id, name, state, createdAt } = training;
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-sunken">
      <Link
        to="/train/$trainingId"
        params={{ trainingId: id }}
        className="min-w-0 flex-1 truncate font-semibold after:absolute after:inset-0"
      >
        {name}
      </Link>
      <span className="text-small text-muted">{dayAndTime(createdAt)}</span>
      <Badge tone={state === 'failed' ? 'danger' : isOpen(state) ? 'accent' : 'plain'}>
        {phaseText(training)}
      </Badge>
    </li>
  );
}

/** One's own trainings, newest first. Shows nothing where there are none. */
export function TrainingsList() {
  const { data } = useQuery(
    api.training.list.queryOptions(
      { limit: 10 },
      {
        refetchInterval: ({ state }) =>
          state.data?.items.some((training) => isOpen(training.state)) ? kPoll : false,
      },
    ),
  );
  if (!data || data.items.length === 0) {
    return null;
  }
  return (
    <section className="mt-12">
      <h2 className="mb-3 text-title font-bold">{t('training:yours')}</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {data.items.map((training) => (
          <Row key={training.id} training={training} />
        ))}
      </ul>
    </section>
  );
}

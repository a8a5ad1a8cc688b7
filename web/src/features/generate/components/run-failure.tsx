import type { GenerationBatch } from '@/api/router';
import { Icon } from '@/components/ui/icon';

/** Why a whole batch came to nothing. */
export function RunFailure({ batch }: { batch: GenerationBatch }) {
  const reasons = new Set(batch.jobs.flatMap((job) => (job.failure ? [job.failure.message] : [])));
  const first = batch.failure?.message ?? [...reasons][0] ?? 'The engine gave no reason.';
  return (
    <div role="alert" className="flex gap-3 rounded-control bg-danger-soft p-4">
      <Icon name="warning" className="mt-0.5 text-danger" />
      <div>
        <p className="font-semibold">{first}</p>
        <p className="text-small text-muted">
          The generation was returned to you. Nothing was used up.
        </p>
      </div>
    </div>
  );
}

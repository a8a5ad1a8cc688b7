import type { GenerationBatch } from '@/api/router';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';

/** Why a whole batch came to nothing. */
export function RunFailure({ batch }: { batch: GenerationBatch }) {
  const reasons = new Set(batch.jobs.flatMap((job) => (job.failure ? [job.failure.message] : [])));
  const first = batch.failure?.message ?? [...reasons][0] ?? t('generate:noReason');
  return (
    <div role="alert" className="flex gap-3 rounded-control bg-danger-soft p-4">
      <Icon name="warning" className="mt-0.5 text-danger" />
      <div>
        <p className="font-semibold">{first}</p>
        <p className="text-small text-muted">{t('generate:returned')}</p>
      </div>
    </div>
  );
}

import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Spinner } from '@/components/ui/spinner';
import { language, t } from '@/i18n';
import { api } from '@/lib/api';
import { elapsed } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { useMutation } from '@tanstack/react-query';
import { isOpen, type Run } from '../lib/run';
import { noteBatch } from '../lib/run-store';
import { expectedText, phaseText } from '../lib/run-text';

function Clock({ run }: { run: Run }) {
  const now = useNow(1000);
  const { startedAt, createdAt } = run.batch;
  const expected = expectedText(run, now);
  return (
    <span className="tabular-nums">
      {elapsed(now - new Date(startedAt ?? createdAt).getTime())}
      {expected && ` · ${expected}`}
    </span>
  );
}

function took({ state, startedAt, createdAt, finishedAt }: Run['batch']): string | null {
  if (!finishedAt || state !== 'completed') {
    return null;
  }
  const seconds =
    (new Date(finishedAt).getTime() - new Date(startedAt ?? createdAt).getTime()) / 1000;
  const shown = seconds.toLocaleString(language(), { maximumFractionDigits: seconds < 10 ? 1 : 0 });
  return t('generate:tookSeconds', { seconds: shown });
}

/** How far a batch is, for how long, and the way to stop it. */
export function RunStatus({ run }: { run: Run }) {
  const { batch } = run;
  const cancel = useMutation(
    api.generate.cancel.mutationOptions({
      onSuccess: noteBatch,
    }),
  );
  const isRunning = isOpen(batch);
  const isWhole = batch.state !== 'failed' && batch.images.length === batch.numImages;
  return (
    <div className="flex min-h-8 items-center gap-2 text-small text-muted">
      {isRunning ? (
        <Spinner className="size-4 text-accent-text" />
      ) : (
        <Icon name={isWhole ? 'check' : 'warning'} className="size-4" />
      )}
      <p>
        <span role="status" aria-live="polite">
          {phaseText(run)}
        </span>
        {isRunning ? ' · ' : ' '}
        {isRunning ? <Clock run={run} /> : took(batch)}
      </p>
      {isRunning && (
        <Button
          size="small"
          tone="quiet"
          className="ml-auto"
          isBusy={cancel.isPending}
          onClick={() => cancel.mutate({ id: batch.id })}
        >
          {t('common:cancel')}
        </Button>
      )}
    </div>
  );
}

import type { GenerationBatch, LoraDetail, ServerInfo } from '@/api/router';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { openCull } from '@/lib/cull';
import { useEngineTitle } from '@/lib/engines';
import { remix } from '@/lib/remix';
import { showError } from '@/lib/toasts';
import { useEffect } from 'react';
import { inputOfBatch, isLadder } from '../lib/generation-input';
import { useQuota } from '../lib/use-quota';
import { useSubmit } from '../lib/use-submit';

interface Props {
  batch: GenerationBatch;
  lora: LoraDetail;
  info: ServerInfo;
}

/** What to do once a batch has ended. */
export function RunActions({ batch, lora, info }: Props) {
  const { prompt, settings, engine, loras: furtherLoras } = batch;
  const maker = useEngineTitle(engine);
  const { submit, isPending, error } = useSubmit();
  const quota = useQuota();
  const isSpent = quota?.remaining === 0 && !quota.unlimited;

  useEffect(() => {
    if (error && error.code !== 'UNAUTHORIZED') {
      showError(error);
    }
  }, [error]);

  return (
    <footer className="flex flex-wrap items-center gap-2">
      {!isLadder(batch) && (
        <Button
          icon="spark"
          isBusy={isPending}
          disabled={!lora.canGenerate || isSpent || isPending}
          onClick={() => submit(inputOfBatch(batch))}
        >
          {t('generate:again')}
        </Button>
      )}
      <Button
        tone="quiet"
        icon="remix"
        onClick={() => remix(lora.id, { prompt, settings, engine, furtherLoras }, info)}
      >
        {t('generate:remix')}
      </Button>
      {batch.images.length > 1 && (
        <Button tone="quiet" icon="heart" onClick={() => openCull(batch.id)}>
          {t('viewer:pickBest')}
        </Button>
      )}
      {batch.images.length > 0 && maker && (
        <p className="ml-auto text-small text-muted">{t('generate:madeBy', { name: maker })}</p>
      )}
    </footer>
  );
}

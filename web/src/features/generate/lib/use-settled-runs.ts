import { t } from '@/i18n';
import { useEffect, useRef } from 'react';
import { showToast } from '@/lib/toasts';
import { settleRun } from './after-run';
import { useEndedRunIds } from './run-store';
import { notifyOfEnd } from './notifications';
import { endText } from './run-text';
import { isWatched } from './watched-loras';

/** Finishes up after every batch that ends, once, and tells of it who is looking elsewhere. */
export function useSettledRuns(onShow: (loraId: string) => void): void {
  const ended = useEndedRunIds();
  const settled = useRef(new Set<string>());

  useEffect(() => {
    for (const batchId of ended.filter((id) => !settled.current.has(id))) {
      settled.current.add(batchId);
      void settleRun(batchId).then((batch) => {
        if (batch) {
          notifyOfEnd(batch, () => onShow(batch.loraTrainingId));
        }
        if (batch && !isWatched(batch.loraTrainingId)) {
          const action = { label: t('generate:show'), run: () => onShow(batch.loraTrainingId) };
          showToast(endText(batch), { action });
        }
      });
    }
  }, [ended, onShow]);
}

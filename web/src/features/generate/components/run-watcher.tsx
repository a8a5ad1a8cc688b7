import { api } from '@/lib/api';
import { useSession } from '@/lib/session';
import { useRunningCountInTitle } from '@/lib/title';
import { useIsVisible } from '@/lib/use-window-value';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { fetchBatch } from '../lib/after-run';
import { forgetRuns, noteBatch, openRuns, useOpenRuns } from '../lib/run-store';
import { useRunStream } from '../lib/use-run-stream';
import { useSettledRuns } from '../lib/use-settled-runs';

// Browsers open six connections to a server of HTTP/1.1, over all tabs. Streams must leave room for everything else.
const kStreams = 2;
const kPoll = 3_000;
const kCalmPoll = 15_000;

function RunStream({ batchId }: { batchId: string }) {
  useRunStream(batchId);
  return null;
}

interface Props {
  /** Shows the batches of a LoRA. */
  onShow: (loraId: string) => void;
}

/** Follows every batch of the wallet, also those begun elsewhere or before a reload. Shows nothing itself. */
export function RunWatcher({ onShow }: Props) {
  const wallet = useSession()?.walletAddress ?? null;
  const isVisible = useIsVisible();
  const runs = useOpenRuns();
  const streamed = isVisible ? runs.slice(0, kStreams) : [];
  useSettledRuns(onShow);
  useRunningCountInTitle(runs.length);

  useEffect(() => forgetRuns, [wallet]);

  const interval = runs.length > streamed.length ? kPoll : kCalmPoll;
  const { data } = useQuery(
    api.generate.active.queryOptions(
      {},
      {
        enabled: wallet !== null,
        staleTime: 0,
        refetchOnWindowFocus: true,
        refetchInterval: runs.length > 0 && interval,
        refetchIntervalInBackground: true,
      },
    ),
  );
  useEffect(() => {
    if (data) {
      data.items.forEach(noteBatch);
      const active = new Set(data.items.map((batch) => batch.id));
      // What is no longer among the active ones has ended meanwhile.
      const gone = openRuns().filter((run) => !active.has(run.batch.id));
      gone.forEach((run) => void fetchBatch(run.batch.id));
    }
  }, [data]);

  return streamed.map((run) => <RunStream key={run.batch.id} batchId={run.batch.id} />);
}

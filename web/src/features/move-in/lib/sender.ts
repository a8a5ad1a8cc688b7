import { t } from '@/i18n';
import { api } from '@/lib/api';
import { refetchLists } from '@/lib/image-cache-facts';
import type { Dropped } from '@/lib/move-in';
import { queryClient } from '@/lib/query-client';
import { askToSignIn } from '@/lib/session';
import { findImages } from './find-files';
import type { FoundImage } from './found';
import { change, fresh, isUnderWay, moveIn } from './move-in-state';
import type { Outcome } from './send-image';
import { settle } from './settle';

// Browsers open six connections to a server of HTTP/1.1; the rest of the page needs some.
const kAtOnce = 3;
const kRefreshEvery = 5_000;

let queue: FoundImage[] = [];
let workers = 0;
/** Of everything since it began. */
let run = new AbortController();
/** Of the time until the next pause. */
let stretch = new AbortController();
let refreshedAt = 0;

/** Galleries that are shown learn of what has come in. */
function refresh(): void {
  refreshedAt = Date.now();
  refetchLists(true);
  void queryClient.invalidateQueries(api.loras.list.pathFilter());
}

function count(image: FoundImage, outcome: Outcome): void {
  const { done, added, known, withoutRecipe, refused } = moveIn();
  if (outcome.kind === 'refused') {
    const refusal = { path: image.path, reason: outcome.reason };
    change({ done: done + 1, refused: [...refused, refusal] });
  } else if (outcome.kind === 'taken') {
    const isNew = outcome.receipt.outcome === 'added';
    change({
      done: done + 1,
      problem: null,
      added: added + (isNew ? 1 : 0),
      known: known + (isNew ? 0 : 1),
      withoutRecipe: withoutRecipe + (isNew && outcome.receipt.program === null ? 1 : 0),
    });
  }
  if (Date.now() - refreshedAt > kRefreshEvery) {
    refresh();
  }
}

/** Where an attempt ended; what only a person can mend pauses it all. */
function handle(image: FoundImage, outcome: Outcome | null): void {
  if (outcome?.kind === 'taken' || outcome?.kind === 'refused') {
    count(image, outcome);
    return;
  }
  queue.unshift(image);
  if (outcome?.kind === 'later') {
    pauseMoveIn(outcome.reason);
  } else if (outcome?.kind === 'signedOut' && moveIn().phase === 'moving') {
    pauseMoveIn(t('moveIn:signedOut'));
    askToSignIn(t('moveIn:signedOut'));
  }
}

async function work({ signal }: AbortController): Promise<void> {
  while (moveIn().phase === 'moving') {
    const image = queue.shift();
    if (!image) {
      break;
    }
    const signals = { run: signal, pause: stretch.signal };
    const outcome = await settle(image, signals, (problem) => change({ problem }));
    if (signal.aborted) {
      return;
    }
    handle(image, outcome);
  }
  workers -= 1;
  if (workers === 0 && queue.length === 0) {
    end(false);
  }
}

function startWorkers(): void {
  while (workers < kAtOnce && queue.length > 0) {
    workers += 1;
    void work(run);
  }
  if (workers === 0) {
    end(false);
  }
}

function end(isCancelled: boolean): void {
  change({ phase: 'ended', isCancelled, problem: null });
  refresh();
}

/** Looks through what was dropped or chosen and sends the images in it; while others are on their way, after them. */
export async function moveFilesIn(items: readonly Dropped[]): Promise<void> {
  if (!isUnderWay(moveIn())) {
    forgetMoveIn();
    change({ phase: 'looking' });
  }
  const { signal } = run;
  const found = await findImages(items, signal).catch(() => null);
  if (!found || signal.aborted) {
    return;
  }
  queue.push(...found.images);
  const { phase, total, refused, ignored } = moveIn();
  change({
    total: total + found.images.length,
    refused: [...refused, ...found.refused],
    ignored: ignored + found.ignored,
  });
  if (phase !== 'paused') {
    change({ phase: 'moving', isCancelled: false });
    startWorkers();
  }
}

/** What is on its way arrives; nothing more is sent. */
export function pauseMoveIn(problem: string | null = null): void {
  if (moveIn().phase === 'moving') {
    change({ phase: 'paused', problem });
    stretch.abort();
    stretch = new AbortController();
  }
}

export function resumeMoveIn(): void {
  if (moveIn().phase === 'paused') {
    change({ phase: 'moving', problem: null });
    startWorkers();
  }
}

function stop(): void {
  run.abort();
  stretch.abort();
  run = new AbortController();
  stretch = new AbortController();
  queue = [];
  workers = 0;
}

/** What has come in stays; the rest is forgotten. */
export function cancelMoveIn(): void {
  if (isUnderWay(moveIn())) {
    stop();
    end(true);
  }
}

/** As if nothing had ever been moved in. */
export function forgetMoveIn(): void {
  stop();
  change(fresh);
}

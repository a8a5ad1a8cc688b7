import { t } from '@/i18n';
import { MutationObserver } from '@tanstack/react-query';
import { api, client } from './api';
import { isPassing, toApiError } from './api-error';
import { knownFacts, patchImages, refetchLists } from './image-cache-facts';
import { after, backTo, type ImageChange } from './image-change';
import { queryClient } from './query-client';
import { dismissToast, showToast } from './toasts';

interface Options {
  /** After the change has been undone: for instance to show the image again. */
  onUndone?: () => void;
  /** Said instead of the usual words. */
  says?: string;
}

const kAtOnce = 10_000;
const kRetries = 2;
const kUndos = 50;

type Undo = () => void;

let undos: readonly Undo[] = [];

type Listener = (change: ImageChange) => void;
const listeners = new Set<Listener>();

/** For lists that keep what they show elsewhere than in the query cache: hears of every change, and of each taken back. */
export function whenImagesChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(change: ImageChange): void {
  listeners.forEach((listener) => listener(change));
}

function request(change: ImageChange, ids: string[]): Promise<unknown> {
  const { images } = client;
  switch (change.kind) {
    case 'favorite':
      return images.favorite.mutate({ ids, favorite: change.favorite });
    case 'rate':
      return images.rate.mutate({ ids, rating: change.rating });
    case 'tag':
      return images.tag.mutate({ ids, add: [...change.add], remove: [...change.remove] });
    case 'trash':
      return images.trash.mutate({ ids });
    case 'restore':
      return images.restore.mutate({ ids });
  }
}

async function requestAll(change: ImageChange): Promise<void> {
  for (let from = 0; from < change.ids.length; from += kAtOnce) {
    await request(change, change.ids.slice(from, from + kAtOnce));
  }
}

/** As a mutation, so that it waits while there is no connection, and that failures are told where all are. */
function send(change: ImageChange): Promise<void> {
  return new MutationObserver(queryClient, {
    mutationFn: () => requestAll(change),
    retry: (count, failure) => count < kRetries && isPassing(toApiError(failure)),
  }).mutate();
}

function saying(change: ImageChange): string {
  const count = change.ids.length;
  switch (change.kind) {
    case 'favorite':
      return t(change.favorite ? 'changes:favorited' : 'changes:unfavorited', { count });
    case 'rate':
      return change.rating > 0
        ? t('changes:rated', { count: change.rating })
        : t('changes:unrated', { count });
    case 'tag':
      return t('changes:tagged', { count });
    case 'trash':
      return t('changes:trashed', { count });
    case 'restore':
      return t('changes:restored', { count });
  }
}

/** Shows it everywhere at once, and takes it back when the server does not agree. */
async function apply(change: ImageChange): Promise<boolean> {
  const ids = new Set(change.ids);
  const before = knownFacts(ids);
  const movesTrash = change.kind === 'trash' || change.kind === 'restore';
  patchImages(ids, (facts) => after(change, facts));
  tell(change);
  try {
    await send(change);
  } catch {
    // The mutation cache has said why.
    patchImages(ids, (facts, id) => before.get(id) ?? facts);
    backTo(change, before).forEach(tell);
    refetchLists(movesTrash);
    return false;
  }
  refetchLists(movesTrash);
  if (change.kind === 'tag') {
    void queryClient.invalidateQueries(api.tags.pathFilter());
  }
  return true;
}

async function applyAll(changes: readonly ImageChange[]): Promise<boolean> {
  const taken = await Promise.all(changes.map(apply));
  return taken.every(Boolean);
}

/**
 * Changes one's own images: at once in every list, with words at the window's foot and one way back for all of it. The
 * result tells whether the server took it; if not, the change is gone again and the reason is shown.
 */
export async function changeImages(
  wanted: ImageChange | readonly ImageChange[],
  { onUndone, says }: Options = {},
): Promise<boolean> {
  const changes = [wanted].flat().filter((change) => change.ids.length > 0);
  const [main] = changes;
  if (!main) {
    return true;
  }
  const facts = knownFacts(new Set(changes.flatMap((change) => change.ids)));
  const back = changes.flatMap((change) => backTo(change, facts));
  const undo = () => {
    undos = undos.filter((other) => other !== undo);
    dismissToast(toast);
    void applyAll(back);
    onUndone?.();
  };
  undos = [...undos, undo].slice(-kUndos);
  const toast = showToast(says ?? saying(main), {
    kind: 'change',
    action: { label: t('common:undo'), run: undo },
  });
  const isTaken = await applyAll(changes);
  if (!isTaken) {
    undos = undos.filter((other) => other !== undo);
  }
  return isTaken;
}

/** Takes the last change back that has not been taken back; false when there is none. */
export function undoLastChange(): boolean {
  const last = undos.at(-1);
  last?.();
  return last !== undefined;
}

/** Another wallet's changes are none of this one's business. */
export function forgetChanges(): void {
  undos = [];
}

import { t } from '@/i18n';
import { MutationObserver } from '@tanstack/react-query';
import { api, client } from './api';
import { isPassing, toApiError } from './api-error';
import { knownFacts, patchImages, refetchLists } from './image-cache-facts';
import { after, backTo, type ImageChange } from './image-change';
import { queryClient } from './query-client';
import { showToast } from './toasts';

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

/** As a mutation, so that it waits while there is no connection, and that failures are told where all are. */
function send(change: ImageChange, ids: string[]): Promise<unknown> {
  return new MutationObserver(queryClient, {
    mutationFn: () => request(change, ids),
    retry: (count, failure) => count < kRetries && isPassing(toApiError(failure)),
  }).mutate();
}

async function sendAll(change: ImageChange): Promise<void> {
  for (let from = 0; from < change.ids.length; from += kAtOnce) {
    await send(change, change.ids.slice(from, from + kAtOnce));
  }
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
  try {
    await sendAll(change);
  } catch {
    // The mutation cache has said why.
    patchImages(ids, (facts, id) => before.get(id) ?? facts);
    refetchLists(movesTrash);
    return false;
  }
  refetchLists(movesTrash);
  if (change.kind === 'tag') {
    void queryClient.invalidateQueries(api.tags.pathFilter());
  }
  return true;
}

/**
 * Changes one's own images: at once in every list, with words at the window's foot and a way back. The result tells whether
 * the server took it; if not, the change is gone again and the reason is shown.
 */
export async function changeImages(
  change: ImageChange,
  { onUndone, says = saying(change) }: Options = {},
): Promise<boolean> {
  if (change.ids.length === 0) {
    return true;
  }
  const back = backTo(change, knownFacts(new Set(change.ids)));
  const undo = () => {
    undos = undos.filter((other) => other !== undo);
    back.forEach((step) => void apply(step));
    onUndone?.();
  };
  undos = [...undos, undo].slice(-kUndos);
  showToast(says, { action: { label: t('common:undo'), run: undo } });
  const isTaken = await apply(change);
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

import { t } from '@/i18n';
import { api, client } from '@/lib/api';
import { toApiError } from '@/lib/api-error';
import { refetchLists } from '@/lib/image-cache-facts';
import type { ImageChange } from '@/lib/image-change';
import { changeImages } from '@/lib/image-changes';
import { queryClient } from '@/lib/query-client';
import { showError, showToast } from '@/lib/toasts';
import { setFates } from './fates';
import { picturesOf } from './picture-details';
import { deselect } from './selection';

type Ids = readonly string[];

// What one request may name.
const kAtOnce = 10_000;
/** Of more it is not looked up how each one was. */
const kLookedUp = 1_000;

/**
 * Changes one's own pictures with words and a way back. How they were is put where the change looks for it: undoing gives each
 * one back what it had.
 */
export async function change(ids: Ids, wanted: ImageChange): Promise<void> {
  const movesTrash = wanted.kind === 'trash' || wanted.kind === 'restore';
  const before = movesTrash || ids.length > kLookedUp ? [] : await picturesOf(ids).catch(() => []);
  const key = api.images.byIds.queryKey({ ids: [] });
  queryClient.setQueryData(key, { items: before });
  await changeImages(wanted);
  queryClient.removeQueries({ queryKey: key });
}

export function trashPictures(ids: Ids): Promise<void> {
  return change(ids, { kind: 'trash', ids });
}

export function restorePictures(ids: Ids): Promise<void> {
  return change(ids, { kind: 'restore', ids });
}

/** Gone at once, and back again when the server refuses. */
async function removeBy(ids: Ids, act: () => Promise<unknown>): Promise<void> {
  setFates(ids, 'removed');
  deselect(ids);
  try {
    await act();
    showToast(t('gallery:removed', { count: ids.length }));
  } catch (error) {
    setFates(ids, null);
    showError(toApiError(error));
  }
  refetchLists(true);
}

/** For good: whoever calls this has asked before. */
export function removePictures(ids: Ids): Promise<void> {
  return removeBy(ids, async () => {
    for (let at = 0; at < ids.length; at += kAtOnce) {
      await client.images.remove.mutate({ ids: ids.slice(at, at + kAtOnce) });
    }
  });
}

/** Empties the trash, of which `ids` are shown. */
export function emptyTrash(ids: Ids): Promise<void> {
  return removeBy(ids, () => client.images.emptyTrash.mutate());
}

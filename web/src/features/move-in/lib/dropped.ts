import type { Dropped } from '@/lib/move-in';

/** Files and folders of a drop. To be called at once: a browser forgets them when the event is over. */
export function takeDropped(transfer: DataTransfer): Dropped[] {
  return [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
    .filter((item) => item !== null);
}

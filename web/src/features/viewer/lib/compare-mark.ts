import { t } from '@/i18n';
import { createStore, useStore } from '@/lib/store';
import { showToast } from '@/lib/toasts';

/** The picture that the next one is compared with. */
const marked = createStore<string | null>(null);

export function useMarked(): string | null {
  return useStore(marked);
}

export function unmark(): void {
  marked.set(null);
}

/** Marks a picture, or unmarks it; with another one marked already, the two are compared. */
export function markToCompare(
  id: string,
  onCompare: (first: string, second: string) => void,
): void {
  const first = marked.get();
  if (first === null) {
    marked.set(id);
    showToast(t('viewer:marked'), { action: { label: t('common:undo'), run: unmark } });
    return;
  }
  marked.set(null);
  if (first !== id) {
    onCompare(first, id);
  }
}

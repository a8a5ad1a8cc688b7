import { createStore, useStore } from '@/lib/store';
import { toastStore } from '@/lib/toasts';
import { useEffect, useId } from 'react';
import { ToastCard } from './toast-card';

/** Those that are mounted, the topmost last. */
const outlets = createStore<readonly string[]>([]);

/**
 * Where toasts appear. Everything outside an open dialog is inert, so each dialog has an outlet of its own, and the topmost
 * shows them.
 */
export function ToastOutlet() {
  const id = useId();
  const toasts = useStore(toastStore);
  const isTopmost = useStore(outlets).at(-1) === id;

  useEffect(() => {
    outlets.set((ids) => [...ids, id]);
    return () => outlets.set((ids) => ids.filter((other) => other !== id));
  }, [id]);

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex flex-col items-center gap-2 px-4 sm:bottom-6"
    >
      {isTopmost && toasts.map((toast) => <ToastCard key={toast.id} toast={toast} />)}
    </div>
  );
}

import type { ApiError } from './api-error';
import { createStore } from './store';

interface ToastExtras {
  tone?: 'plain' | 'error' | undefined;
  /** To quote when asking for help. */
  requestId?: string | undefined;
  /** Of several of a kind only the newest is shown. */
  kind?: string | undefined;
  /** What one may do about it. */
  action?: { label: string; run: () => void } | undefined;
  /** Until it is dismissed or acted upon. */
  stays?: boolean | undefined;
}

export interface Toast extends ToastExtras {
  id: number;
  text: string;
}

export const toastStore = createStore<readonly Toast[]>([]);

const kShownAtOnce = 3;
let lastId = 0;

/** Says something at the window's foot, for a few seconds. The result is for dismissToast(). */
export function showToast(text: string, extras: ToastExtras = {}): number {
  lastId += 1;
  const toast: Toast = { id: lastId, text, ...extras };
  const isReplaced = (other: Toast) =>
    other.text === text || (toast.kind !== undefined && other.kind === toast.kind);
  toastStore.set((toasts) => [
    ...toasts.filter((other) => !isReplaced(other)).slice(1 - kShownAtOnce),
    toast,
  ]);
  return toast.id;
}

export function showError({ message, requestId }: ApiError): void {
  showToast(message, { tone: 'error', requestId });
}

export function dismissToast(id: number): void {
  toastStore.set((toasts) => toasts.filter((toast) => toast.id !== id));
}

import type { GenerationBatch } from '@/api/router';
import { t } from '@/i18n';
import { readStored, writeStored } from '@/lib/storage';
import { createStore, useStore } from '@/lib/store';
import { showToast } from '@/lib/toasts';
import { endText } from './run-text';

const canNotify = 'Notification' in globalThis;

function isAllowed(): boolean {
  return canNotify && Notification.permission === 'granted';
}

const wanted = createStore(readStored('notify') === 'on');

/** Whether the system tells of batches that end while the page is out of sight; null where no browser could. */
export function useNotifications(): boolean | null {
  const isWanted = useStore(wanted);
  return canNotify ? isWanted && isAllowed() : null;
}

/** Asks for the permission only here, when somebody turns it on. */
export async function setNotifications(isOn: boolean): Promise<void> {
  const isGranted = isOn && (isAllowed() || (await Notification.requestPermission()) === 'granted');
  if (isOn && !isGranted) {
    showToast(t('generate:notifyRefused'), { tone: 'error' });
  }
  writeStored('notify', isGranted ? 'on' : null);
  wanted.set(isGranted);
}

/** Says that a batch has ended to who looks at something else. */
export function notifyOfEnd(batch: GenerationBatch, onShow: () => void): void {
  if (!wanted.get() || !isAllowed() || document.visibilityState === 'visible') {
    return;
  }
  const icon = batch.images[0]?.thumbnailUrl ?? '/icon-192.png';
  try {
    const note = new Notification(endText(batch), { body: batch.prompt, icon, tag: batch.id });
    note.addEventListener('click', () => {
      window.focus();
      onShow();
      note.close();
    });
  } catch {
    // Phones only take them from the service worker. A press then leads to the page.
    void navigator.serviceWorker.ready.then((worker) =>
      worker.showNotification(endText(batch), { body: batch.prompt, icon, tag: batch.id }),
    );
  }
}

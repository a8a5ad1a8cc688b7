import { t } from '@/i18n';
import { useSession } from '@/lib/session';
import { showToast } from '@/lib/toasts';
import { useEffect, useRef } from 'react';

const kEvery = 60 * 60_000;

function offer(worker: ServiceWorker): void {
  const run = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    });
    worker.postMessage('update');
  };
  showToast(t('shell:newVersion'), { stays: true, action: { label: t('shell:update'), run } });
}

/** Calls back with a new worker once it waits for the old one's pages to go. */
function watch(registration: ServiceWorkerRegistration): void {
  const tell = (worker: ServiceWorker | null) => {
    if (worker && navigator.serviceWorker.controller) {
      offer(worker);
    }
  };
  tell(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') {
        tell(worker);
      }
    });
  });
}

/** Lets the page open without a connection, and says when the server has a newer one. */
export function useServiceWorker(): void {
  const wallet = useSession()?.walletAddress;
  const last = useRef(wallet);

  useEffect(() => {
    // Addresses that are not secure have none; the bundler's own server has no build to keep.
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) {
      return undefined;
    }
    let timer = 0;
    void navigator.serviceWorker
      .register('/sw.js', { updateViaCache: 'none' })
      .then((registration) => {
        watch(registration);
        void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage('complete'));
        timer = window.setInterval(() => void registration.update().catch(() => null), kEvery);
      })
      // The page works without; it only needs a connection to open.
      .catch(() => null);
    return () => clearInterval(timer);
  }, []);

  // Seen thumbnails are the wallet's; the next one shall not find them.
  useEffect(() => {
    if (last.current && last.current !== wallet) {
      void ('caches' in window && caches.delete('thumbnails'));
    }
    last.current = wallet;
  }, [wallet]);
}

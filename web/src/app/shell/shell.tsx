import { ToastOutlet } from '@/components/ui/toast-outlet';
import { RunWatcher } from '@/features/generate/components/run-watcher';
import { WalletSwitchBar } from '@/features/session/components/wallet-switch-bar';
import { t } from '@/i18n';
import { lazyPart } from '@/lib/lazy-part';
import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { KeysHost } from '../keys/keys-host';
import { useDockedLora, useOverlays } from '../overlays';
import { Header } from './header';
import { OfflineBar } from './offline-bar';
import { Overlays } from './overlays-host';
import { TabBar } from './tab-bar';
import { useLastPlace } from './use-last-place';
import { useServiceWorker } from './use-service-worker';

const DockedGenerate = lazyPart(async () => (await import('./docked-generate')).DockedGenerate);

/** What is on every page. */
export function Shell() {
  const { openGenerate } = useOverlays();
  const docked = useDockedLora();
  useLastPlace();
  useServiceWorker();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-ink px-4 py-2 font-semibold text-on-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('shell:skip')}
      </a>
      <Header />
      <OfflineBar />
      <WalletSwitchBar />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[100rem] flex-1 px-gutter pt-5 pb-28 outline-none sm:pt-8 sm:pb-16"
      >
        <div className="flex items-start gap-8">
          <Suspense fallback={null}>
            {docked && <DockedGenerate key={docked} loraId={docked} />}
          </Suspense>
          <div className="min-w-0 flex-1">
            <Outlet />
          </div>
        </div>
      </main>
      <TabBar />
      <RunWatcher onShow={openGenerate} />
      <Overlays />
      <KeysHost />
      <ToastOutlet />
    </div>
  );
}

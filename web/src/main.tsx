import '@/styles/index.css';
import { App } from '@/app/provider';
import { makeRouter } from '@/app/router';
import { discoverWallets } from '@/features/session/lib/wallets';
import { startLanguage } from '@/i18n';
import { watchSystemTheme } from '@/lib/theme';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root) {
  watchSystemTheme();
  discoverWallets();
  await startLanguage();
  createRoot(root).render(
    <StrictMode>
      <App router={makeRouter()} />
    </StrictMode>,
  );
}

import { t } from '@/i18n';
import { createStore } from '@/lib/store';
import { isProvider, type Eip1193Provider } from './eip1193';

/** A wallet that announced itself (EIP-6963). */
export interface Wallet {
  uuid: string;
  name: string;
  /** A data address. Only ever shown through <img>: an SVG could carry scripts. */
  icon: string;
  /** The same on every visit, for instance io.metamask. */
  rdns: string;
  provider: Eip1193Provider;
}

export const walletStore = createStore<readonly Wallet[]>([]);

function readAnnouncement(detail: unknown): Wallet | null {
  if (
    typeof detail !== 'object' ||
    detail === null ||
    !('info' in detail) ||
    !('provider' in detail)
  ) {
    return null;
  }
  const { uuid, name, icon, rdns } = detail.info as Partial<Record<keyof Wallet, unknown>>;
  const { provider } = detail;
  if (
    typeof uuid !== 'string' ||
    typeof name !== 'string' ||
    typeof rdns !== 'string' ||
    !isProvider(provider)
  ) {
    return null;
  }
  const isIcon = typeof icon === 'string' && icon.startsWith('data:image/');
  return { uuid, name, rdns, provider, icon: isIcon ? icon : '' };
}

function onAnnouncement(event: Event): void {
  const wallet = readAnnouncement((event as CustomEvent<unknown>).detail);
  if (wallet) {
    // Wallets may announce late, and twice.
    walletStore.set((wallets) =>
      wallets.some((known) => known.uuid === wallet.uuid) ? wallets : [...wallets, wallet],
    );
  }
}

/** Listens for the page's life, then asks those that are already there. */
export function discoverWallets(): void {
  addEventListener('eip6963:announceProvider', onAnnouncement);
  dispatchEvent(new Event('eip6963:requestProvider'));
}

/** The old way, for browsers in which no wallet announces itself. */
export function legacyWallet(): Wallet | null {
  const provider = (window as { ethereum?: unknown }).ethereum;
  return isProvider(provider)
    ? { uuid: 'legacy', name: t('shell:browserWallet'), icon: '', rdns: 'legacy', provider }
    : null;
}

import { useStore } from '@/lib/store';
import { signedInWith } from './lib/signed-in-with';
import { legacyWallet, walletStore, type Wallet } from './lib/wallets';

/** The wallets of this browser, the one used last on top. */
export function useWallets(): readonly Wallet[] {
  const announced = useStore(walletStore);
  if (announced.length === 0) {
    const legacy = legacyWallet();
    return legacy ? [legacy] : [];
  }
  const last = signedInWith();
  return announced.toSorted((a, b) => Number(b.rdns === last) - Number(a.rdns === last));
}

import { useSession } from '@/lib/session';
import { useEffect, useState } from 'react';
import { firstAddress } from './lib/eip1193';
import { signedInWith } from './lib/signed-in-with';
import type { Wallet } from './lib/wallets';
import { useWallets } from './use-wallets';

export interface SwitchedAccount {
  wallet: Wallet;
  address: string;
}

/** The wallet that one signed in with, when it now stands on another account; else null. */
export function useSwitchedAccount(): SwitchedAccount | null {
  const session = useSession();
  const means = signedInWith();
  const wallet = useWallets().find((candidate) => candidate.rdns === means);
  const provider = wallet?.provider;
  const [current, setCurrent] = useState<string | null>(null);

  useEffect(() => {
    if (!provider) {
      return;
    }
    const onAccounts = (accounts: unknown) => setCurrent(firstAddress(accounts));
    provider.on?.('accountsChanged', onAccounts);
    // Asks without a prompt; a locked wallet answers with none.
    provider.request({ method: 'eth_accounts' }).then(onAccounts, () => undefined);
    return () => provider.removeListener?.('accountsChanged', onAccounts);
  }, [provider]);

  const isOther =
    session && current && current.toLowerCase() !== session.walletAddress.toLowerCase();
  return wallet && isOther ? { wallet, address: current } : null;
}

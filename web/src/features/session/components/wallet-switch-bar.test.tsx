import { answer } from '@/testing/server';
import { session } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { rememberSignedInWith } from '../lib/signed-in-with';
import { walletStore } from '../lib/wallets';
import { WalletSwitchBar } from './wallet-switch-bar';

const other = `0x12${'0'.repeat(36)}ab`;

function standWallet() {
  let account: string = session.walletAddress;
  const listeners = new Set<(accounts: unknown) => void>();
  const provider = {
    request: () => Promise.resolve([account]),
    on: (_event: string, listener: (value: unknown) => void) => listeners.add(listener),
  };
  rememberSignedInWith('com.example');
  walletStore.set([{ uuid: 'a', name: 'Wallet', icon: '', rdns: 'com.example', provider }]);
  return {
    switchTo: (address: string) => {
      account = address;
      listeners.forEach((listener) => listener([address]));
    },
  };
}

test('A wallet that stands on the account of the session says nothing', async () => {
  answer({ 'auth.session': () => ({ session }) });
  const wallet = standWallet();
  show(<WalletSwitchBar />);

  await act(async () => {
    wallet.switchTo(session.walletAddress.toLowerCase());
    await Promise.resolve();
  });

  expect(screen.queryByText(/Your wallet switched/)).not.toBeInTheDocument();
});

test('A wallet that switches is asked about, and may be passed over', async () => {
  const wallet = standWallet();
  const { user } = show(<WalletSwitchBar />);
  await act(() => Promise.resolve());
  act(() => wallet.switchTo(other));
  expect(await screen.findByText(/Your wallet switched to 0x1200…00ab/)).toBeInTheDocument();

  await user.click(screen.getByRole('button', { name: 'Stay' }));

  await waitFor(() => expect(screen.queryByText(/Your wallet switched/)).not.toBeInTheDocument());
});

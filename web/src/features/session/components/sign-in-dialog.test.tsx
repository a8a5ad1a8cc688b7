import { askToSignIn, sessionQuery } from '@/lib/session';
import { queryClient } from '@/lib/query-client';
import { answer, inputsOf, refusal } from '@/testing/server';
import { session } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { act, screen, waitFor } from '@testing-library/react';
import { hexToString, type Hex } from 'viem';
import { parseSiweMessage } from 'viem/siwe';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { discoverWallets } from '../lib/wallets';
import { SignInDialog } from './sign-in-dialog';

const onSignedIn = vi.fn();

function makeProvider(answers: Record<string, (params: unknown[]) => unknown> = {}) {
  const usual: typeof answers = {
    eth_requestAccounts: () => [session.walletAddress.toLowerCase()],
    eth_chainId: () => '0x89',
    personal_sign: () => '0xsigned',
  };
  const request = vi.fn(({ method, params = [] }: { method: string; params?: unknown[] }) =>
    Promise.resolve().then(() => ({ ...usual, ...answers })[method]?.(params)),
  );
  return { request };
}

/** A browser extension says what wallet it is. */
function announce(provider = makeProvider(), changes: Record<string, unknown> = {}) {
  const info = {
    uuid: 'a-1',
    name: 'Example Wallet',
    rdns: 'com.example',
    icon: 'data:image/svg+xml,<svg/>',
    ...changes,
  };
  act(() => {
    dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: { info, provider } }));
  });
  return provider;
}

function open() {
  askToSignIn('Sign in to make pictures.', onSignedIn);
  return show(<SignInDialog />);
}

beforeEach(() => {
  onSignedIn.mockReset();
  discoverWallets();
  answer({
    'auth.session': () => ({ session: null }),
    'auth.nonce': () => ({ nonce: 'n0nce12345', expiresAt: '2026-03-01T12:05:00Z' }),
    'auth.verify': () => session,
  });
});

describe('The sign-in dialog', () => {
  test('lists a wallet once however often it announces itself', () => {
    open();

    announce();
    announce();

    expect(screen.getAllByRole('button', { name: 'Example Wallet' })).toHaveLength(1);
  });

  test('shows icons only as images, and only from data addresses', () => {
    open();

    announce(makeProvider(), { icon: 'https://tracker.example/pixel.png' });

    expect(document.querySelector('img')).toBeNull();
  });

  test('passes over announcements that are not what they should be', () => {
    open();

    announce(makeProvider(), { name: 42 });
    act(() => {
      dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: null }));
    });

    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  test('sends the very text that the wallet signed, for the chain it stands on', async () => {
    const { user } = open();
    const provider = announce();

    await user.click(screen.getByRole('button', { name: 'Example Wallet' }));

    await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
    const [sent] = inputsOf('auth.verify');
    const signed = provider.request.mock.calls.find(([call]) => call.method === 'personal_sign');
    expect(hexToString(signed?.[0].params?.[0] as Hex)).toBe(sent?.message);
    expect(sent?.signature).toBe('0xsigned');
    expect(parseSiweMessage(sent?.message ?? '')).toMatchObject({
      address: session.walletAddress,
      chainId: 137,
      domain: 'likeness.test',
      nonce: 'n0nce12345',
      uri: 'http://likeness.test',
    });
  });

  test('names a chain of the server when the wallet stands on another', async () => {
    const { user } = open();
    announce(makeProvider({ eth_chainId: () => '0x2105' }));

    await user.click(screen.getByRole('button', { name: 'Example Wallet' }));

    await waitFor(() => expect(inputsOf('auth.verify')).toHaveLength(1));
    expect(parseSiweMessage(inputsOf('auth.verify')[0]?.message ?? '').chainId).toBe(1);
  });

  test('closes and knows the session once it is there', async () => {
    const { user } = open();
    announce();

    await user.click(screen.getByRole('button', { name: 'Example Wallet' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(queryClient.getQueryData(sessionQuery.queryKey)).toEqual({ session });
  });

  test.each([
    [4001, 'You declined in the wallet. Nothing was signed.'],
    [-32002, 'Your wallet already has a question open.'],
    [-32603, 'The wallet could not sign in.'],
  ])('explains the error %i of a wallet', async (code, text) => {
    const { user } = open();
    const refuse = () => {
      throw Object.assign(new Error('as the wallet words it'), { code });
    };
    announce(makeProvider({ personal_sign: refuse }));

    await user.click(screen.getByRole('button', { name: 'Example Wallet' }));

    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(text));
    expect(inputsOf('auth.verify')).toEqual([]);
  });

  test('shows why the server refused', async () => {
    answer({
      'auth.verify': () => {
        throw refusal('BAD_REQUEST', 'The nonce has run out.');
      },
    });
    const { user } = open();
    announce();

    await user.click(screen.getByRole('button', { name: 'Example Wallet' }));

    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent('The nonce has run out.'),
    );
    expect(onSignedIn).not.toHaveBeenCalled();
  });

  test('says why there can be no key on an address that is not secure', () => {
    open();

    expect(screen.getByRole('button', { name: /Continue without a wallet/ })).toBeDisabled();
    expect(screen.getByText(/browsers keep keys only there/)).toBeInTheDocument();
  });

  test('closes without signing in', async () => {
    const { user } = open();

    await user.click(screen.getByRole('button', { name: 'Close' }));

    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(onSignedIn).not.toHaveBeenCalled();
  });
});

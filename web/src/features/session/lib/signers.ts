import { t } from '@/i18n';
import { ApiError } from '@/lib/api-error';
import { firstAddress, type Eip1193Provider } from './eip1193';
import { walletErrorText } from './wallet-error';
import { KeyVault } from './key-vault';

/** Whoever can sign a text for an address. */
export interface Signer {
  address: () => Promise<string>;
  /** Null when it knows of no chain. */
  chainId: () => Promise<number | null>;
  sign: (text: string, address: string) => Promise<string>;
}

function hexOf(text: string): string {
  return `0x${Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

async function ask(
  provider: Eip1193Provider,
  method: string,
  params: readonly unknown[] = [],
): Promise<unknown> {
  try {
    return await provider.request({ method, params });
  } catch (error) {
    throw new ApiError({ code: 'WALLET', message: walletErrorText(error) });
  }
}

/** A wallet beside the page. */
export function walletSigner(provider: Eip1193Provider): Signer {
  return {
    address: async () => {
      const address = firstAddress(await ask(provider, 'eth_requestAccounts'));
      if (!address) {
        throw new ApiError({
          code: 'WALLET',
          message: t('signIn:noAccount'),
        });
      }
      const { checksumAddress } = await import('./ethereum');
      return checksumAddress(address);
    },
    chainId: async () => Number(await ask(provider, 'eth_chainId')) || null,
    sign: async (text, address) =>
      String(await ask(provider, 'personal_sign', [hexOf(text), address])),
  };
}

/** The key that this browser keeps; made on first use. */
export function browserKeySigner(vault = new KeyVault()): Signer {
  return {
    address: async () => {
      const known = await vault.address();
      if (known) {
        return known;
      }
      const { addressOf, makePrivateKey } = await import('./ethereum');
      const key = makePrivateKey();
      await vault.store(addressOf(key), key);
      return addressOf(key);
    },
    chainId: () => Promise.resolve(null),
    sign: async (text) => {
      const key = await vault.privateKey();
      if (!key) {
        throw new ApiError({
          code: 'WALLET',
          message: t('signIn:keyLost'),
        });
      }
      const { signText } = await import('./ethereum');
      return signText(key, text);
    },
  };
}

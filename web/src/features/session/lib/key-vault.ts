import { t } from '@/i18n';

const kDatabase = 'likeness';
const kTable = 'keys';

/** Where the browser's key lies: this origin's database, which no other origin can read. */
export interface VaultTable {
  get: (name: string) => Promise<unknown>;
  put: (name: string, value: unknown) => Promise<void>;
}

interface SealedKey {
  address: string;
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(t('signIn:noStorage')));
  });
}

async function inTable<T>(
  mode: IDBTransactionMode,
  work: (table: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(kDatabase, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(kTable);
  const database = await settle(opening);
  try {
    return await settle(work(database.transaction(kTable, mode).objectStore(kTable)));
  } finally {
    database.close();
  }
}

const browserTable: VaultTable = {
  get: (name) => inTable<unknown>('readonly', (table) => table.get(name)),
  put: async (name, value) => {
    await inTable('readwrite', (table) => table.put(value, name));
  },
};

/**
 * Keeps one private key, encrypted under an AES key that the browser will use but never show, not even to this page. Who
 * copies the files of the browser's profile finds no key in the clear.
 */
export class KeyVault {
  private readonly table: VaultTable;

  constructor(table: VaultTable = browserTable) {
    this.table = table;
  }

  /** Whose key is kept; null without one. */
  async address(): Promise<string | null> {
    return (await this.sealed())?.address ?? null;
  }

  async store(address: string, privateKey: string): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealing = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const bytes = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv },
      sealing,
      new TextEncoder().encode(privateKey),
    );
    await this.table.put('seal', sealing);
    await this.table.put('account', { address, iv, bytes } satisfies SealedKey);
    // Asks the browser not to clear it when it runs short of room.
    await navigator.storage.persist().catch(() => false);
  }

  async privateKey(): Promise<string | null> {
    const account = await this.sealed();
    if (!account) {
      return null;
    }
    const sealing = (await this.table.get('seal')) as CryptoKey;
    const { iv, bytes } = account;
    return new TextDecoder().decode(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, sealing, bytes),
    );
  }

  private async sealed(): Promise<SealedKey | null> {
    return ((await this.table.get('account')) as SealedKey | undefined) ?? null;
  }
}

/** Browsers lend their cryptography only to secure addresses: https, or this machine. */
export function canKeepKeys(): boolean {
  return typeof indexedDB !== 'undefined' && globalThis.isSecureContext;
}

import { describe, expect, test } from 'vitest';
import { KeyVault, type VaultTable } from './key-vault';

class MemoryTable implements VaultTable {
  readonly values = new Map<string, unknown>();
  get = (name: string) => Promise.resolve(this.values.get(name));
  put = (name: string, value: unknown) => Promise.resolve(void this.values.set(name, value));
}

const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const key = 'ab'.repeat(32);

async function filled() {
  const table = new MemoryTable();
  await new KeyVault(table).store(address, key);
  return table;
}

describe('The vault', () => {
  test('gives back the key that was put into it', async () => {
    const vault = new KeyVault(await filled());

    expect(await vault.address()).toBe(address);
    expect(await vault.privateKey()).toBe(key);
  });

  test('is empty at first', async () => {
    const vault = new KeyVault(new MemoryTable());

    expect(await vault.address()).toBeNull();
    expect(await vault.privateKey()).toBeNull();
  });

  test('keeps the key only in a sealed form', async () => {
    const { values } = await filled();
    const { bytes } = values.get('account') as { bytes: ArrayBuffer };

    const kept = new TextDecoder('latin1').decode(bytes);
    expect(kept).not.toContain(key);
    expect(kept).not.toContain(String.fromCharCode(0xab).repeat(32));
  });

  test('has a seal that the browser never shows', async () => {
    const { values } = await filled();

    expect(values.get('seal')).toMatchObject({ type: 'secret', extractable: false });
  });

  test('lets a new key take the place of the old one', async () => {
    const table = await filled();

    await new KeyVault(table).store('0xother', 'cd'.repeat(32));

    expect(await new KeyVault(table).address()).toBe('0xother');
    expect(await new KeyVault(table).privateKey()).toBe('cd'.repeat(32));
  });

  test('opens no key whose bytes were changed', async () => {
    const table = await filled();
    const { bytes } = table.values.get('account') as { bytes: ArrayBuffer };
    new Uint8Array(bytes).fill(0, 0, 1);

    await expect(new KeyVault(table).privateKey()).rejects.toThrow();
  });
});

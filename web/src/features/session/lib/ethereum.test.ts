import { getAddress, verifyMessage } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { describe, expect, test } from 'vitest';
import { addressOf, checksumAddress, makePrivateKey, parsePrivateKey, signText } from './ethereum';

const order = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';

describe('A key', () => {
  test('has the address that other implementations give it', () => {
    const key = generatePrivateKey();

    expect(addressOf(key.slice(2))).toBe(privateKeyToAccount(key).address);
  });

  test('signs texts, of any letters, so that others can check them', async () => {
    const key = makePrivateKey();
    const message = 'Drei Kürbisse 🎃\nunder a full moon';

    const signature = signText(key, message) as `0x${string}`;

    const address = addressOf(key) as `0x${string}`;
    expect(await verifyMessage({ address, message, signature })).toBe(true);
  });

  test('is read with and without 0x, in any case, with space around', () => {
    const key = 'ab'.repeat(32);

    expect(parsePrivateKey(` 0x${key.toUpperCase()}\n`)).toBe(key);
    expect(parsePrivateKey(key)).toBe(key);
  });

  test.each([
    ['too short', 'ab'.repeat(31)],
    ['not hex', 'xy'.repeat(32)],
    ['zero', '00'.repeat(32)],
    ['as large as the order of the curve', order],
  ])('is not read when it is %s', (_, text) => {
    expect(parsePrivateKey(text)).toBeNull();
  });
});

test('Addresses get the checksum of EIP-55', () => {
  const address = '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359';

  expect(checksumAddress(address)).toBe(getAddress(address));
});

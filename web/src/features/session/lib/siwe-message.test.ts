import { createSiweMessage, parseSiweMessage } from 'viem/siwe';
import { expect, test } from 'vitest';
import { siweMessage } from './siwe-message';

const terms = {
  address: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' as const,
  domain: 'likeness.example:8443',
  uri: 'https://likeness.example:8443',
  chainId: 137,
  nonce: 'k3yb0ardcat42',
  issuedAt: new Date('2026-03-01T12:00:00.000Z'),
};

test('The message is, to the letter, what another implementation of EIP-4361 writes', () => {
  const theirs = createSiweMessage({
    ...terms,
    version: '1',
    statement: 'Sign in to Likeness. This costs nothing and moves no money.',
    expirationTime: new Date('2026-03-01T12:10:00.000Z'),
  });

  expect(siweMessage(terms)).toBe(theirs);
});

test('The message runs out ten minutes after it was made', () => {
  const { expirationTime } = parseSiweMessage(siweMessage(terms));

  expect(expirationTime).toEqual(new Date('2026-03-01T12:10:00.000Z'));
});

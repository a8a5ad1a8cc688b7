interface Terms {
  /** With the EIP-55 checksum. */
  address: string;
  domain: string;
  uri: string;
  chainId: number;
  nonce: string;
  issuedAt: Date;
}

const kStatement = 'Sign in to Likeness. This costs nothing and moves no money.';
const kLifetime = 10 * 60_000;

/** The text of EIP-4361, to the letter: the server checks the very bytes that were signed. */
export function siweMessage({ address, domain, uri, chainId, nonce, issuedAt }: Terms): string {
  return [
    `${domain} wants you to sign in with your Ethereum account:`,
    address,
    '',
    kStatement,
    '',
    `URI: ${uri}`,
    'Version: 1',
    `Chain ID: ${chainId}`,
    `Nonce: ${nonce}`,
    `Issued At: ${issuedAt.toISOString()}`,
    `Expiration Time: ${new Date(issuedAt.getTime() + kLifetime).toISOString()}`,
  ].join('\n');
}

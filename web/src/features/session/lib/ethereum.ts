// Loaded only when somebody signs in: the curve and the hash are larger than the rest of this feature.
import { secp256k1 } from '@noble/curves/secp256k1';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils';
import { keccak_256 } from '@noble/hashes/sha3';

/** 32 bytes in hex, without 0x. */
export type PrivateKey = string;

/** The mixed-case form that carries a checksum (EIP-55). */
export function checksumAddress(address: string): string {
  const letters = address.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(utf8ToBytes(letters)));
  const mixed = Array.from(letters, (letter, at) =>
    parseInt(hash.charAt(at), 16) >= 8 ? letter.toUpperCase() : letter,
  );
  return `0x${mixed.join('')}`;
}

export function makePrivateKey(): PrivateKey {
  return bytesToHex(secp256k1.utils.randomPrivateKey());
}

/** The key that a text holds, with or without 0x; null when it is none. */
export function parsePrivateKey(text: string): PrivateKey | null {
  const digits = text.trim().replace(/^0x/i, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) && secp256k1.utils.isValidPrivateKey(digits) ? digits : null;
}

export function addressOf(key: PrivateKey): string {
  const point = secp256k1.getPublicKey(key, false).slice(1);
  return checksumAddress(`0x${bytesToHex(keccak_256(point).slice(-20))}`);
}

/** Signs a text as wallets do (EIP-191, personal_sign): 0x, r, s, and 27 or 28. */
export function signText(key: PrivateKey, text: string): string {
  const bytes = utf8ToBytes(text);
  const head = utf8ToBytes(`\u0019Ethereum Signed Message:\n${bytes.length}`);
  const signature = secp256k1.sign(keccak_256(concatBytes(head, bytes)), hexToBytes(key));
  return `0x${signature.toCompactHex()}${(27 + signature.recovery).toString(16)}`;
}

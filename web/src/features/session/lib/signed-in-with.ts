import { readStored, writeStored } from '@/lib/storage';

/** The browser's own key instead of a wallet's rdns. */
export const kBrowserKey = 'browser-key';

/** What one last signed in with: a wallet's rdns, or the browser's key. */
export function signedInWith(): string | null {
  return readStored('signedInWith');
}

export function rememberSignedInWith(means: string | null): void {
  writeStored('signedInWith', means);
}

import { t } from '@/i18n';

/** What of EIP-1193 signing in needs. */
export interface Eip1193Provider {
  request: (call: { method: string; params?: readonly unknown[] }) => Promise<unknown>;
  on?: (event: string, listener: (value: unknown) => void) => void;
  removeListener?: (event: string, listener: (value: unknown) => void) => void;
}

export function isProvider(value: unknown): value is Eip1193Provider {
  return (
    typeof value === 'object' &&
    value !== null &&
    'request' in value &&
    typeof value.request === 'function'
  );
}

/** The wallet says that its owner declined (EIP-1193). */
const kRefused = 4001;
/** The wallet already shows a question (EIP-1474). */
const kPending = -32002;

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** What a wallet's error means, for people. */
export function walletErrorText(error: unknown): string {
  switch (codeOf(error)) {
    case kRefused:
      return t('signIn:declined');
    case kPending:
      return t('signIn:pending');
    default:
      return t('signIn:failed');
  }
}

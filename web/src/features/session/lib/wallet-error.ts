import { t } from '@/i18n';

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

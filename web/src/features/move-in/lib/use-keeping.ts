import { t } from '@/i18n';
import { openMoveIn } from '@/lib/move-in';
import { useSession } from '@/lib/session';
import { showToast } from '@/lib/toasts';
import { useEffect, useRef } from 'react';
import { isUnderWay, moveIn, useMoveIn } from './move-in-state';
import { forgetMoveIn } from './sender';

/** Leaving the page would end it: the browser asks first. */
export function useLeaveWarning(): void {
  const isAtWork = isUnderWay(useMoveIn());
  useEffect(() => {
    if (!isAtWork) {
      return undefined;
    }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isAtWork]);
}

/** What one wallet began must not end in the gallery of another. Signed out it only waits. */
export function useSameWallet(): void {
  const wallet = useSession()?.walletAddress;
  const last = useRef(wallet);
  useEffect(() => {
    if (wallet === undefined) {
      return;
    }
    if (last.current !== undefined && last.current !== wallet) {
      forgetMoveIn();
    }
    last.current = wallet;
  }, [wallet]);
}

/** Whoever has closed the dialog is told when all is in. */
export function useEndNote(isOpen: boolean): void {
  const { phase } = useMoveIn();
  const before = useRef(phase);
  useEffect(() => {
    const hasEnded = phase === 'ended' && before.current !== 'ended';
    before.current = phase;
    if (hasEnded && !isOpen) {
      showToast(t('moveIn:ended', { count: moveIn().added }), {
        stays: true,
        action: { label: t('moveIn:show'), run: () => openMoveIn() },
      });
    }
  }, [phase, isOpen]);
}

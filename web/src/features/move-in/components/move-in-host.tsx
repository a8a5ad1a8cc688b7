import { t } from '@/i18n';
import { moveInRequestStore, openMoveIn } from '@/lib/move-in';
import { askToSignIn, useSession } from '@/lib/session';
import { useStore } from '@/lib/store';
import { useEffect } from 'react';
import { moveIn } from '../lib/move-in-state';
import { forgetMoveIn, moveFilesIn } from '../lib/sender';
import { useEndNote, useLeaveWarning, useSameWallet } from '../lib/use-keeping';
import { Indicator } from './indicator';
import { MoveInDialog } from './move-in-dialog';

const closed = { isOpen: false, dropped: [] };
const close = () => moveInRequestStore.set(closed);

/** Whoever has read what came of it begins anew next time. */
function closeDialog(): void {
  close();
  if (moveIn().phase === 'ended') {
    forgetMoveIn();
  }
}

/** The dialog while it is open, else what shows that it goes on. */
export function MoveInHost({ onSee }: { onSee: () => void }) {
  const { isOpen, dropped } = useStore(moveInRequestStore) ?? closed;
  const session = useSession();
  const isSignedOut = session === null;
  useLeaveWarning();
  useSameWallet();
  useEndNote(isOpen);

  useEffect(() => {
    if (isOpen && isSignedOut) {
      close();
      askToSignIn(t('moveIn:signIn'), () => openMoveIn(dropped));
    } else if (dropped.length > 0) {
      moveInRequestStore.set({ isOpen, dropped: [] });
      void moveFilesIn(dropped);
    }
  }, [isOpen, isSignedOut, dropped]);

  if (!isOpen) {
    return <Indicator onOpen={() => openMoveIn()} />;
  }
  return session ? (
    <MoveInDialog
      onClose={closeDialog}
      onSee={() => {
        closeDialog();
        onSee();
      }}
    />
  ) : null;
}

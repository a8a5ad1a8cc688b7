import { Dialog } from '@/components/ui/dialog';
import { t } from '@/i18n';
import type { Dropped } from '@/lib/move-in';
import { useEffect, useRef } from 'react';
import { isUnderWay, useMoveIn } from '../lib/move-in-state';
import { moveFilesIn } from '../lib/sender';
import { ChooseStep } from './choose-step';
import { EndedStep } from './ended-step';
import { MovingStep } from './moving-step';

interface Props {
  /** It goes on without the dialog. */
  onClose: () => void;
  onSee: () => void;
}

/** Brings in pictures that other programs made: what to take, how far it is, what came of it. */
export function MoveInDialog({ onClose, onSee }: Props) {
  const state = useMoveIn();
  const { phase } = state;
  const step = useRef<HTMLDivElement>(null);
  // The button that was pressed may be gone with what it did.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.tagName === 'DIALOG') {
      step.current?.focus();
    }
  }, [phase]);
  const take = (files: readonly Dropped[]) => {
    if (files.length > 0) {
      void moveFilesIn(files);
    }
  };
  return (
    <Dialog title={t('shell:moveIn')} onClose={onClose} className="flex w-[36rem] flex-col">
      <div ref={step} tabIndex={-1} className="flex min-h-0 flex-col outline-none">
        {phase === 'choosing' && <ChooseStep onFiles={take} />}
        {isUnderWay(state) && <MovingStep state={state} />}
        {phase === 'ended' && <EndedStep state={state} onSee={onSee} />}
      </div>
    </Dialog>
  );
}

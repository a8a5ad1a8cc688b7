import type { LoraDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { t } from '@/i18n';
import { useSignedIn } from '@/lib/session';
import { useState } from 'react';
import { isDone, rungsOf, scaleText, type Rung } from '../lib/rungs';
import { useLadder } from '../lib/use-ladder';
import { usePick } from '../lib/use-pick';
import { ChosenRung } from './chosen-rung';
import { LadderForm } from './ladder-form';
import { RungStrip } from './rung-strip';

interface Props {
  lora: LoraDetail;
  onClose: () => void;
}

function nearest(rungs: readonly Rung[], scale: number): number {
  const distance = (rung: Rung) => Math.abs(rung.scale - scale);
  return rungs.reduce((best, rung) => (distance(rung) < distance(best) ? rung : best)).index;
}

function statusText(rungs: readonly Rung[], isWaiting: boolean): string {
  const made = rungs.filter(({ image }) => image).length;
  return isWaiting ? t('ladder:ready', { count: made, all: rungs.length }) : '';
}

/** The same picture at rising strengths, to see which one suits. */
export function LadderDialog({ lora, onClose }: Props) {
  const whenSignedIn = useSignedIn();
  const { batch, climb, isStarting, error } = useLadder(lora.id);
  const rungs = rungsOf(batch);
  const [chosen, setChosen] = useState(() => nearest(rungs, lora.defaultScale));
  const { pick, isPending } = usePick(lora, onClose);
  const rung = rungs[chosen] ?? rungs[0];
  const isWaiting = isStarting || (batch !== undefined && !isDone(batch));
  if (!rung) {
    return null;
  }
  return (
    <Dialog
      title={t('ladder:title', { name: lora.name })}
      onClose={onClose}
      className="flex flex-col sm:w-[min(56rem,94vw)]"
    >
      <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5">
        <LadderForm
          key={batch?.id}
          lora={lora}
          prompt={batch?.prompt}
          isBusy={isWaiting}
          error={error}
          onSend={(prompt) => whenSignedIn(t('ladder:signIn'), () => climb(prompt))}
        />
        <ChosenRung rung={rung} isWaiting={isWaiting} />
        <RungStrip
          rungs={rungs}
          chosen={rung.index}
          isWaiting={isWaiting}
          onChoose={setChosen}
          onPick={() => pick(rung)}
        />
      </div>
      <footer className="flex items-center justify-end gap-3 border-t border-line px-5 py-3">
        <p role="status" className="mr-auto text-small text-muted tabular-nums">
          {statusText(rungs, isWaiting)}
        </p>
        <Button
          tone="ink"
          icon="check"
          isBusy={isPending}
          disabled={!rung.image || isPending}
          onClick={() => pick(rung)}
        >
          {t('ladder:use', { scale: scaleText(rung.scale) })}
        </Button>
      </footer>
    </Dialog>
  );
}

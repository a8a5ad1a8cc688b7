import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import type { MoveIn } from '../lib/move-in-state';
import { cancelMoveIn, pauseMoveIn, resumeMoveIn } from '../lib/sender';
import { Bar } from './bar';
import { Counts } from './counts';

const kAnnounced = 10;

/** Read out now and then, not for every picture. */
function announcement({ phase, done, total }: MoveIn): string {
  if (phase === 'looking') {
    return t('moveIn:looking');
  }
  if (phase === 'paused') {
    return t('moveIn:pausedNote');
  }
  const percent = total > 0 ? (100 * done) / total : 0;
  return t('moveIn:announce', { percent: Math.floor(percent / kAnnounced) * kAnnounced });
}

function noteOf({ phase, problem }: MoveIn): string {
  if (phase === 'paused') {
    return problem ?? t('moveIn:pausedNote');
  }
  if (problem !== null) {
    return t('moveIn:waiting', { reason: problem });
  }
  return t(phase === 'looking' ? 'moveIn:lookingNote' : 'moveIn:goesOn');
}

/** How far it is, with the ways to stop it. */
export function MovingStep({ state }: { state: MoveIn }) {
  const { phase, done, total, problem } = state;
  const isLooking = phase === 'looking';
  return (
    <div className="flex flex-col gap-5 p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
      <div className="flex flex-col gap-2">
        <p className="font-semibold tabular-nums">
          {isLooking ? t('moveIn:looking') : t('moveIn:position', { done, total })}
        </p>
        <Bar done={done} total={isLooking ? null : total} />
        <p
          role={problem === null ? undefined : 'alert'}
          className={
            problem === null
              ? 'text-small text-pretty text-muted'
              : 'text-small text-pretty text-danger'
          }
        >
          {noteOf(state)}
        </p>
      </div>
      {!isLooking && <Counts state={state} />}
      <p role="status" className="sr-only">
        {announcement(state)}
      </p>
      <footer className="flex flex-wrap justify-end gap-2 max-sm:*:grow">
        <Button onClick={cancelMoveIn}>{t('common:cancel')}</Button>
        {phase === 'moving' && (
          <Button icon="pause" onClick={() => pauseMoveIn()}>
            {t('moveIn:pause')}
          </Button>
        )}
        {phase === 'paused' && (
          <Button tone="accent" icon="play" onClick={resumeMoveIn}>
            {t('moveIn:resume')}
          </Button>
        )}
      </footer>
    </div>
  );
}

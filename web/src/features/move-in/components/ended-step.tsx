import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import type { MoveIn } from '../lib/move-in-state';
import { forgetMoveIn } from '../lib/sender';
import { Counts } from './counts';
import { LeftOut } from './left-out';

interface Props {
  state: MoveIn;
  onSee: () => void;
}

function titleOf({ isCancelled, total, added, refused }: MoveIn): string {
  if (isCancelled) {
    return t('moveIn:cancelled');
  }
  return total === 0 && refused.length === 0
    ? t('moveIn:noneFound')
    : t('moveIn:ended', { count: added });
}

function notesOf({ isCancelled, total, refused, withoutRecipe, ignored }: MoveIn): string[] {
  const isEmpty = total === 0 && refused.length === 0;
  return [
    ...(isCancelled ? [t('moveIn:cancelledNote')] : []),
    ...(isEmpty && !isCancelled ? [t('moveIn:noneFoundNote')] : []),
    ...(withoutRecipe > 0 ? [t('moveIn:withoutRecipeNote')] : []),
    ...(ignored > 0 ? [t('moveIn:ignored', { count: ignored })] : []),
  ];
}

/** What came of it. */
export function EndedStep({ state, onSee }: Props) {
  const { added, known, total, refused } = state;
  return (
    <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
      <div className="flex flex-col gap-2">
        <p role="status" className="flex items-center gap-2.5 text-lead font-bold">
          {added + known > 0 && <Icon name="check" className="text-good" />}
          {titleOf(state)}
        </p>
        {notesOf(state).map((note) => (
          <p key={note} className="text-small text-pretty text-muted">
            {note}
          </p>
        ))}
      </div>
      {total > 0 && <Counts state={state} />}
      {refused.length > 0 && <LeftOut refused={refused} />}
      <footer className="flex flex-wrap justify-end gap-2 max-sm:*:grow">
        <Button icon="plus" onClick={forgetMoveIn}>
          {t('moveIn:more')}
        </Button>
        {added + known > 0 && (
          <Button tone="accent" icon="pictures" data-takes-focus onClick={onSee}>
            {t('moveIn:seePictures')}
          </Button>
        )}
      </footer>
    </div>
  );
}

import { Picture } from '@/components/picture';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import type { KeyboardEvent } from 'react';
import { scaleText, type Rung } from '../lib/rungs';

interface Props {
  rung: Rung;
  isChosen: boolean;
  /** It is being made; else it is only to come. */
  isWaiting: boolean;
  onChoose: () => void;
  onPick: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function labelOf({ image, problem, scale }: Rung, isWaiting: boolean): string {
  const values = { scale: scaleText(scale) };
  if (image) {
    return t('ladder:strength', values);
  }
  if (problem) {
    return t('ladder:notMade', values);
  }
  return isWaiting ? t('ladder:onItsWay', values) : t('ladder:toCome', values);
}

/** A strength and its picture. */
export function RungTile(props: Props) {
  const { rung, isChosen, isWaiting, onChoose, onPick, onKeyDown } = props;
  const { image, problem, scale } = rung;
  return (
    <div
      role="option"
      tabIndex={isChosen ? 0 : -1}
      aria-selected={isChosen}
      aria-label={labelOf(rung, isWaiting)}
      className="w-20 shrink-0 cursor-pointer snap-center rounded-control sm:w-auto sm:min-w-0 sm:flex-1"
      onClick={onChoose}
      onDoubleClick={onPick}
      onKeyDown={onKeyDown}
    >
      <div
        className={cx(
          'grid aspect-square place-items-center overflow-hidden rounded-control bg-sunken',
          isChosen ? 'ring-3 ring-ink' : 'ring-1 ring-line',
          !image && !problem && isWaiting && 'shimmer',
        )}
      >
        {image && <Picture source={image} alt="" sizes="140px" isUrgent />}
        {problem && <Icon name="warning" className="text-danger" />}
      </div>
      <p
        className={cx(
          'pt-1.5 text-center text-small tabular-nums',
          isChosen ? 'font-bold' : 'text-muted',
        )}
      >
        {scaleText(scale)}
      </p>
    </div>
  );
}

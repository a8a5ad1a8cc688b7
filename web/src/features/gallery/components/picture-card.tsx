import { Picture } from '@/components/picture';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { imageAlt, imagePath } from '@/lib/image-text';
import { memo, type MouseEvent, type RefObject } from 'react';
import { refreshLinks } from '../lib/refresh-links';
import { useLongPress } from '../lib/use-long-press';
import { usePicture } from '../lib/use-picture';
import { CardCheckbox, CardStack } from './card-corners';
import { CardMarks } from './card-marks';

/** What can be done with a card, whichever it is. */
export interface CardHandlers {
  open: (card: number, event: MouseEvent) => void;
  select: (card: number, isRange: boolean) => void;
  favorite: (card: number) => void;
  rate: (card: number, rating: number) => void;
  spread: (card: number) => void;
}

interface Props {
  id: string;
  card: number;
  left: number;
  top: number;
  width: number;
  height: number;
  total: number;
  /** Pictures of the batch that begins here, 0 where none of several does. */
  stack: number;
  /** The batch lies on one pile. */
  isStack: boolean;
  /** With Tab. */
  isReachable: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  isOwn: boolean;
  isUrgent: boolean;
  on: RefObject<CardHandlers>;
}

/** One card of the grid: a picture, or a batch as a pile. Until its picture is known it is only its room. */
export const PictureCard = memo(function PictureCard(props: Props) {
  const { id, card, left, top, width, height, total, stack, isStack, on } = props;
  const { isReachable, isSelected, isSelecting, isOwn, isUrgent } = props;
  const image = usePicture(id);
  const press = useLongPress(() => isOwn && on.current.select(card, false));
  const tabIndex = isReachable ? 0 : -1;
  return (
    <div
      role="listitem"
      aria-posinset={card + 1}
      aria-setsize={total}
      data-card={card}
      className={cx('group absolute', isStack && 'picture-stack')}
      style={{ width, height, transform: `translate(${left}px, ${top}px)` }}
    >
      <a
        href={imagePath(id)}
        tabIndex={tabIndex}
        aria-label={image ? undefined : t('gallery:pictureOf', { at: card + 1, total })}
        className={cx(
          'block size-full overflow-hidden rounded-small bg-sunken select-none focus-visible:outline-3 focus-visible:outline-offset-[-3px] focus-visible:outline-accent',
          isSelected && 'p-2 ring-3 ring-accent ring-inset',
        )}
        onClick={(event) => on.current.open(card, event)}
        {...press}
      >
        {image && (
          <Picture
            key={id}
            source={image}
            alt={imageAlt(image)}
            sizes={`${Math.ceil(width)}px`}
            isUrgent={isUrgent}
            onBroken={refreshLinks}
            className="rounded-small group-hover:brightness-105"
          />
        )}
      </a>
      {stack > 0 && (
        <CardStack
          count={stack}
          isStack={isStack}
          tabIndex={tabIndex}
          onPress={() => on.current.spread(card)}
        />
      )}
      {isOwn && image && (
        <>
          <CardCheckbox
            label={t('gallery:select', { at: card + 1 })}
            isOn={isSelected}
            isShown={isSelecting}
            tabIndex={tabIndex}
            onPress={(isRange) => on.current.select(card, isRange)}
          />
          <CardMarks
            image={image}
            tabIndex={tabIndex}
            hasRoom={width > 150}
            onFavorite={() => on.current.favorite(card)}
            onRate={(rating) => on.current.rate(card, rating)}
          />
        </>
      )}
    </div>
  );
});

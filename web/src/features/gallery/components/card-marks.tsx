import type { GeneratedImage } from '@/api/router';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';

interface Props {
  image: GeneratedImage;
  tabIndex: number;
  /** For the stars. */
  hasRoom: boolean;
  onFavorite: () => void;
  onRate: (rating: number) => void;
}

const stars = [1, 2, 3, 4, 5];
const target =
  'pointer-events-auto grid h-9 min-w-6 place-items-center focus-visible:outline-current focus-visible:outline-offset-[-4px]';
const near = 'hidden group-focus-within:grid group-hover:grid';

/** Heart and stars at a card's foot: always when set, else while the pointer or the focus is near. */
export function CardMarks({ image, tabIndex, hasRoom, onFavorite, onRate }: Props) {
  const { favorite, rating } = image;
  const isMarked = favorite || (hasRoom && rating > 0);
  return (
    <div
      className={cx(
        'pointer-events-none absolute inset-x-0 bottom-0 z-10 items-end justify-between rounded-b-small bg-linear-to-t from-shade to-transparent px-1 pt-6 text-on-picture',
        isMarked ? 'flex' : 'hidden group-focus-within:flex group-hover:flex',
      )}
    >
      <span className="flex min-w-9">
        <button
          type="button"
          tabIndex={tabIndex}
          aria-pressed={favorite}
          aria-label={t('gallery:favorite')}
          className={cx(target, 'w-9', !favorite && near)}
          onClick={onFavorite}
        >
          <Icon name="heart" className={cx('size-4.5', favorite && 'fill-current text-accent')} />
        </button>
      </span>
      {hasRoom && (
        <span role="group" aria-label={t('gallery:rating')} className="flex">
          {stars.map((star) => (
            <button
              key={star}
              type="button"
              tabIndex={tabIndex}
              aria-pressed={star === rating}
              aria-label={t('gallery:stars', { count: star })}
              className={cx(target, star > rating && near)}
              onClick={() => onRate(star === rating ? 0 : star)}
            >
              <Icon
                name="star"
                className={cx('size-4', star <= rating && 'fill-current text-accent')}
              />
            </button>
          ))}
        </span>
      )}
    </div>
  );
}

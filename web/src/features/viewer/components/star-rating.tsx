import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';

interface Props {
  rating: number;
  onRate: (rating: number) => void;
}

/** One to five stars. The same one again takes them away. */
export function StarRating({ rating, onRate }: Props) {
  return (
    <div role="group" aria-label={t('viewer:stars')} className="flex">
      {[1, 2, 3, 4, 5].map((stars) => (
        <button
          key={stars}
          type="button"
          aria-label={t('changes:rated', { count: stars })}
          aria-pressed={rating === stars}
          aria-keyshortcuts={`${stars}`}
          className="grid size-8 touch-target place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
          onClick={() => onRate(rating === stars ? 0 : stars)}
        >
          <Icon
            name="star"
            className={cx('size-5', stars <= rating && 'fill-accent text-accent')}
          />
        </button>
      ))}
    </div>
  );
}

import { IconButton } from '@/components/ui/button';
import { Icon, type IconName } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { MenuItem } from '@/components/ui/menu-item';
import { t } from '@/i18n';
import { askToRemove, askToTag } from '../lib/asked';
import { downloadPictures } from '../lib/download';
import { change, restorePictures, trashPictures } from '../lib/library-actions';
import { pickBest } from '../lib/pick-best';
import { clearSelection } from '../lib/selection';

interface Props {
  ids: ReadonlySet<string>;
  isTrash: boolean;
  /** Of one batch of several. */
  isOneBatch: boolean;
  onCompare: (ids: readonly string[]) => void;
  onShare?: ((ids: readonly string[]) => void) | undefined;
}

/** What can be done with what is selected, at the window's foot where thumbs are. */
export function SelectionBar({ ids, isTrash, isOneBatch, onCompare, onShare }: Props) {
  const all = [...ids];
  const count = all.length;
  const button = (label: string, icon: IconName, act: () => void, isDisabled = false) => (
    <IconButton label={label} icon={icon} disabled={isDisabled} onClick={act} />
  );
  const rate = (rating: number) => void change(all, { kind: 'rate', ids: all, rating });
  const love = (favorite: boolean) => void change(all, { kind: 'favorite', ids: all, favorite });
  return (
    <section
      aria-label={t('gallery:selection')}
      className="fixed inset-x-2 bottom-16 z-30 mx-auto flex w-fit max-w-[calc(100vw-1rem)] rise flex-wrap items-center justify-center gap-x-1 rounded-card border border-line bg-raised py-1.5 pr-1.5 pl-4 shadow-large sm:bottom-6"
    >
      <p role="status" className="mr-2 font-semibold whitespace-nowrap">
        {t('gallery:selected', { count })}
      </p>
      {isTrash ? (
        <>
          {button(t('gallery:restore'), 'undo', () => void restorePictures(all))}
          {button(t('gallery:removeForGood'), 'trash', () => askToRemove(all))}
        </>
      ) : (
        <>
          <Menu
            label={t('gallery:favorite')}
            trigger={<Icon name="heart" />}
            triggerClassName="grid size-9 touch-target place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
          >
            <MenuItem icon="heart" onSelect={() => love(true)}>
              {t('gallery:addHeart')}
            </MenuItem>
            <MenuItem icon="close" onSelect={() => love(false)}>
              {t('gallery:takeHeart')}
            </MenuItem>
          </Menu>
          <Menu
            label={t('gallery:rating')}
            trigger={<Icon name="star" />}
            triggerClassName="grid size-9 touch-target place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
          >
            {[5, 4, 3, 2, 1, 0].map((rating) => (
              <MenuItem key={rating} icon={rating ? 'star' : 'close'} onSelect={() => rate(rating)}>
                {rating ? t('gallery:stars', { count: rating }) : t('gallery:noStars')}
              </MenuItem>
            ))}
          </Menu>
          {button(t('gallery:tag'), 'tag', () => askToTag(all))}
          {button(t('gallery:download'), 'download', () => void downloadPictures(all))}
          {onShare && button(t('gallery:share'), 'link', () => onShare(all))}
          {isOneBatch && button(t('gallery:pickBest'), 'check', () => void pickBest(all))}
          {button(t('gallery:compare'), 'swap', () => onCompare(all), count !== 2)}
          {button(t('gallery:trash'), 'trash', () => void trashPictures(all))}
        </>
      )}
      <span className="mx-1 h-6 w-px bg-line" />
      {button(t('gallery:clearSelection'), 'close', clearSelection)}
    </section>
  );
}

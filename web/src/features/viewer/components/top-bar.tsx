import type { ImageDetail } from '@/api/router';
import { IconButton } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { fileName } from '@/lib/image-text';
import type { ReactNode } from 'react';
import { fileUrl } from '../lib/download';
import { useMarked } from '../lib/compare-mark';
import type { ImageActions } from '../lib/use-image-actions';
import { MoreMenu } from './more-menu';

interface Props {
  image: ImageDetail | null;
  actions: ImageActions | null;
  /** "2 of 4". */
  position: string;
  isInfoOpen: boolean;
  onToggleInfo: () => void;
  onClose: () => void;
  share: ReactNode;
}

const target = 'size-10 rounded-full text-ink';

export function TopBar(props: Props) {
  const { image, actions, position, isInfoOpen, onToggleInfo, onClose, share } = props;
  const marked = useMarked();
  const isMarked = marked !== null && marked === image?.id;
  const isOwn = image?.isMine ?? false;
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-0.5 px-2 sm:px-3">
      <IconButton label={t('common:close')} icon="close" className={target} onClick={onClose} />
      <p className="min-w-0 flex-1 truncate px-2 text-small font-semibold text-muted tabular-nums">
        {position}
      </p>
      {image && actions && (
        <>
          {isOwn && (
            <IconButton
              label={t('viewer:favorite')}
              icon="heart"
              aria-pressed={image.favorite}
              aria-keyshortcuts="f"
              className={cx(target, image.favorite && '[&>svg]:fill-accent [&>svg]:text-accent')}
              onClick={actions.toggleFavorite}
            />
          )}
          <IconButton
            label={t('viewer:compare')}
            icon="compare"
            aria-pressed={isMarked}
            aria-keyshortcuts="c"
            className={cx(target, isMarked && 'bg-accent-soft text-accent-text')}
            onClick={actions.compare}
          />
          {isOwn && share}
          <a
            href={fileUrl(image)}
            download={fileName(image)}
            aria-label={t('viewer:download')}
            title={t('viewer:download')}
            aria-keyshortcuts="d"
            className={buttonStyle({ tone: 'quiet', size: 'icon' }, cx(target, 'max-sm:hidden'))}
          >
            <Icon name="download" className="size-4.5" />
          </a>
          <MoreMenu image={image} actions={actions} className={target} />
        </>
      )}
      <IconButton
        label={t('viewer:info')}
        icon="info"
        aria-pressed={isInfoOpen}
        aria-keyshortcuts="i"
        className={cx(target, isInfoOpen && 'bg-raised')}
        onClick={onToggleInfo}
      />
    </header>
  );
}

import type { SharedImage } from '@/api/router';
import { IconButton } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';

interface Props {
  image: SharedImage | undefined;
  /** Its place, from 0. */
  at: number;
  count: number;
  onClose: () => void;
}

const round = 'size-11 rounded-full bg-page/60 text-ink backdrop-blur-sm';

/** What lies over the top of the picture. */
export function ViewerBar({ image, at, count, onClose }: Props) {
  return (
    <div className="absolute inset-x-3 top-3 grid grid-cols-[1fr_auto_1fr] items-center">
      <IconButton
        label={t('common:close')}
        icon="close"
        className={round}
        onClick={onClose}
        data-takes-focus
      />
      <p
        aria-live="polite"
        className="rounded-full bg-page/60 px-3 py-1 text-small backdrop-blur-sm empty:hidden"
      >
        {image && count > 1 && t('shares:position', { number: at + 1, count })}
      </p>
      {image && (
        <a
          href={image.fileUrl}
          download
          aria-label={t('shares:download')}
          title={t('shares:download')}
          className={buttonStyle(
            { tone: 'quiet', size: 'icon' },
            `${round} col-start-3 justify-self-end`,
          )}
        >
          <Icon name="download" className="size-4.5" />
        </a>
      )}
    </div>
  );
}

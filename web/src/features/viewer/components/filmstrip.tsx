import type { GeneratedImage } from '@/api/router';
import { Picture } from '@/components/picture';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { useEffect, useRef } from 'react';

interface Props {
  images: readonly GeneratedImage[];
  currentId: string;
  /** Shows the digit that picks each one. */
  isNumbered?: boolean;
  onOpen: (image: GeneratedImage) => void;
}

/** The pictures of a batch, small, with the one that is shown. */
export function Filmstrip({ images, currentId, isNumbered, onOpen }: Props) {
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [currentId]);

  return (
    <ol aria-label={t('viewer:batch')} className="hide-scrollbar flex gap-2 overflow-x-auto p-1">
      {images.map((image, at) => {
        const isCurrent = image.id === currentId;
        const name = t('viewer:openPosition', { position: at + 1, total: images.length });
        return (
          <li key={image.id} className="shrink-0">
            <button
              ref={isCurrent ? current : undefined}
              type="button"
              aria-current={isCurrent || undefined}
              aria-label={image.favorite ? `${name}, ${t('viewer:isFavorite')}` : name}
              className={cx(
                'relative block size-13 overflow-hidden rounded-small transition-opacity',
                isCurrent ? 'ring-2 ring-accent' : 'opacity-65 hover:opacity-100',
              )}
              onClick={() => onOpen(image)}
            >
              <Picture source={image} alt="" sizes="52px" isUrgent />
              {isNumbered && (
                <span className="absolute bottom-0.5 left-0.5 grid size-4.5 place-items-center rounded-small bg-page/85 text-tiny font-bold">
                  {image.index + 1}
                </span>
              )}
              {image.favorite && (
                <Icon
                  name="heart"
                  className="absolute top-0.5 right-0.5 size-4 fill-accent text-accent drop-shadow"
                />
              )}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

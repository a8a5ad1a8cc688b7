import type { SharedImage } from '@/api/router';
import { Picture } from '@/components/picture';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import type { MouseEvent } from 'react';
import { areFew } from '../lib/few';
import type { Captioned } from '../lib/use-shared';

interface Props {
  token: string;
  images: readonly SharedImage[];
  caption: Captioned;
  onOpen: (id: string) => void;
  onBroken: () => void;
}

const kUrgent = 8;
/** Rows of few pictures grow by no more than this. */
const kMostGrowth = 1.45;

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** How tall rows are about: few pictures are shown large. */
function rowHeight(count: number): string {
  if (count === 1) {
    return '[--row:min(38rem,76dvh)]';
  }
  return areFew(count)
    ? '[--row:11rem] sm:[--row:20rem] xl:[--row:25rem]'
    : '[--row:9rem] sm:[--row:14rem] xl:[--row:18rem]';
}

/**
 * Pictures in rows that fill the width, in their own shapes, by the style sheet alone: each begins with the width that it has
 * at the height of a row and takes its share of what is left. The last row keeps its height.
 */
export function SharedGrid({ token, images, caption, onOpen, onBroken }: Props) {
  const isFew = areFew(images.length);
  return (
    <ul
      aria-label={t('shares:gallery')}
      className={cx(
        'flex flex-wrap gap-1 sm:gap-1.5',
        isFew && 'justify-center',
        rowHeight(images.length),
      )}
    >
      {images.map((image, at) => {
        const ratio = image.width / image.height;
        return (
          <li
            key={image.id}
            style={{
              flexGrow: images.length === 1 ? 0 : ratio,
              flexBasis: `calc(var(--row) * ${ratio})`,
              maxWidth: isFew ? `calc(var(--row) * ${ratio * kMostGrowth})` : undefined,
              aspectRatio: `${image.width} / ${image.height}`,
            }}
          >
            <a
              href={`/s/${token}?picture=${image.id}`}
              className="group block size-full overflow-hidden rounded-small focus-visible:outline-offset-[-3px]"
              onClick={(event) => {
                if (isPlainClick(event)) {
                  event.preventDefault();
                  onOpen(image.id);
                }
              }}
            >
              <Picture
                source={image}
                alt={caption(image, at)}
                sizes={isFew ? '768px' : `${Math.ceil(300 * ratio)}px`}
                isUrgent={at < kUrgent}
                onBroken={onBroken}
                className="transition-[filter] group-hover:brightness-105"
              />
            </a>
          </li>
        );
      })}
      {!isFew && <li role="presentation" className="grow-[1000000]" />}
    </ul>
  );
}

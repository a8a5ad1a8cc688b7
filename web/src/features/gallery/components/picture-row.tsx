import type { GeneratedImage } from '@/api/router';
import { Picture } from '@/components/picture';
import { imageAlt, imagePath } from '@/lib/image-text';
import type { MouseEvent } from 'react';
import { refreshLinks } from '../lib/refresh-links';

interface Props {
  images: readonly GeneratedImage[];
  height: number;
  gap: number;
  isUrgent: boolean;
  onOpen: (image: GeneratedImage) => void;
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** One row of the list; to a screen reader only where it breaks. */
export function PictureRow({ images, height, gap, isUrgent, onOpen }: Props) {
  return (
    <div
      className="flex [content-visibility:auto]"
      style={{ height, gap, containIntrinsicHeight: height }}
    >
      {images.map((image) => {
        const width = (height * image.width) / image.height;
        return (
          <div role="listitem" key={image.id} className="shrink-0" style={{ width }}>
            <a
              href={imagePath(image.id)}
              className="group block size-full overflow-hidden rounded-small focus-visible:outline-offset-[-3px]"
              onClick={(event) => {
                if (isPlainClick(event)) {
                  event.preventDefault();
                  onOpen(image);
                }
              }}
            >
              <Picture
                source={image}
                alt={imageAlt(image)}
                sizes={`${Math.ceil(width)}px`}
                isUrgent={isUrgent}
                onBroken={refreshLinks}
                className="transition-[filter] group-hover:brightness-105"
              />
            </a>
          </div>
        );
      })}
    </div>
  );
}

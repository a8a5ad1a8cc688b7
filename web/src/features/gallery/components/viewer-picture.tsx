import type { GeneratedImage } from '@/api/router';
import { cx } from '@/lib/class-names';
import { imageAlt } from '@/lib/image-text';
import { useState } from 'react';
import { refreshLinks } from '../lib/refresh-links';

const fill = 'absolute inset-0 size-full object-contain sm:p-4';

/** The preview at once, the whole picture over it as soon as it is there. */
export function ViewerPicture({ image }: { image: GeneratedImage }) {
  const [isLoaded, setIsLoaded] = useState(false);
  return (
    <>
      <img src={image.previewUrl} alt="" className={fill} />
      <img
        src={image.signedUrl}
        alt={imageAlt(image)}
        width={image.width}
        height={image.height}
        className={cx(fill, 'transition-opacity duration-200', !isLoaded && 'opacity-0')}
        onLoad={() => setIsLoaded(true)}
        onError={refreshLinks}
      />
    </>
  );
}

import type { SharedImage } from '@/api/router';
import { cx } from '@/lib/class-names';
import { useState } from 'react';

interface Props {
  image: SharedImage;
  alt: string;
  onBroken: () => void;
}

const fill = 'absolute inset-0 size-full object-contain sm:p-4';

/** The preview at once, the whole picture over it as soon as it is there. */
export function SharedPicture({ image, alt, onBroken }: Props) {
  const [isLoaded, setIsLoaded] = useState(false);
  return (
    <>
      <img src={image.previewUrl} alt="" className={fill} />
      <img
        src={image.fileUrl}
        alt={alt}
        width={image.width}
        height={image.height}
        className={cx(fill, 'transition-opacity duration-200', !isLoaded && 'opacity-0')}
        onLoad={() => setIsLoaded(true)}
        onError={onBroken}
      />
    </>
  );
}

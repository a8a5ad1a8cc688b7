import type { GeneratedImage } from '@/api/router';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { imageAlt } from '@/lib/image-text';
import { placeholderUrl } from '@/lib/placeholder';
import { useState } from 'react';

interface Props {
  image: GeneratedImage;
  /** The large file has come. */
  onReady?: (() => void) | undefined;
  /** Its link may have run out: asks for fresh ones. */
  onBroken?: (() => void) | undefined;
}

const fill = 'pointer-events-none absolute inset-0 size-full object-contain select-none';

/** The small picture at once, the large one over it as soon as it is decoded: nothing flashes in between. */
export function LargePicture({ image, onReady, onBroken }: Props) {
  const [ready, setReady] = useState('');
  const [broken, setBroken] = useState('');
  const isReady = ready === image.signedUrl;
  const isBroken = broken === image.signedUrl;
  const placeholder = placeholderUrl(image.thumbhash);

  const decode = async (element: HTMLImageElement) => {
    // Where decoding ahead fails the browser decodes while it draws.
    await element.decode().catch(() => undefined);
    setReady(image.signedUrl);
    onReady?.();
  };

  return (
    <>
      {placeholder && !isReady && (
        <img src={placeholder} alt="" width={image.width} height={image.height} className={fill} />
      )}
      {!isReady && (
        <img
          src={image.previewUrl}
          alt=""
          width={image.width}
          height={image.height}
          className={fill}
        />
      )}
      {!isBroken && (
        <img
          key={image.signedUrl}
          src={image.signedUrl}
          alt={imageAlt(image)}
          width={image.width}
          height={image.height}
          draggable={false}
          fetchPriority="high"
          className={cx(fill, !isReady && 'opacity-0')}
          onLoad={(event) => void decode(event.currentTarget)}
          onError={() => {
            setBroken(image.signedUrl);
            onBroken?.();
          }}
        />
      )}
      {isBroken && (
        <p className="absolute inset-x-4 bottom-4 mx-auto flex w-fit items-center gap-2 rounded-control bg-page/85 px-3 py-2 text-small">
          <Icon name="warning" className="size-4.5 text-accent-text" />
          {t('viewer:fileBroken')}
          <button
            type="button"
            className="touch-target font-semibold underline"
            onPointerDown={(event) => event.stopPropagation()}
            onClick={() => setBroken('')}
          >
            {t('common:tryAgain')}
          </button>
        </p>
      )}
    </>
  );
}

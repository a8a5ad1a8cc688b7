import { cx } from '@/lib/class-names';
import { placeholderUrl } from '@/lib/placeholder';
import { useState } from 'react';
import { Icon } from './ui/icon';

interface PictureSource {
  thumbnailUrl: string;
  previewUrl: string;
  width: number;
  height: number;
  thumbhash: string;
}

interface Props {
  source: PictureSource;
  alt: string;
  /** How wide it is shown, as in the `sizes` attribute. */
  sizes: string;
  /** Among the first that one sees. */
  isUrgent?: boolean;
  className?: string;
  /** Its link may have run out. */
  onBroken?: (() => void) | undefined;
}

const kThumbnail = 384;
const kPreview = 768;

function widthOf({ width, height }: PictureSource, longer: number): number {
  return Math.round(width * Math.min(1, longer / Math.max(width, height)));
}

/** An image that fills its box, with its blurred likeness until it is there. */
export function Picture({ source, alt, sizes, isUrgent, className, onBroken }: Props) {
  const [loaded, setLoaded] = useState('');
  const [broken, setBroken] = useState('');
  const placeholder = placeholderUrl(source.thumbhash);
  const url = source.thumbnailUrl;
  return (
    <span
      className={cx(
        'relative block size-full overflow-hidden bg-sunken bg-cover bg-center',
        className,
      )}
      style={placeholder ? { backgroundImage: `url(${placeholder})` } : undefined}
    >
      {broken === url ? (
        <span
          className="absolute inset-0 grid place-items-center text-muted"
          role="img"
          aria-label={alt}
        >
          <Icon name="warning" />
        </span>
      ) : (
        <img
          src={url}
          srcSet={`${url} ${widthOf(source, kThumbnail)}w, ${source.previewUrl} ${widthOf(source, kPreview)}w`}
          sizes={sizes}
          alt={alt}
          width={source.width}
          height={source.height}
          loading={isUrgent ? 'eager' : 'lazy'}
          fetchPriority={isUrgent ? 'high' : 'auto'}
          decoding="async"
          ref={(image) => {
            if (image?.complete && image.naturalWidth > 0) {
              setLoaded(url);
            }
          }}
          onLoad={() => setLoaded(url)}
          onError={() => {
            setBroken(url);
            onBroken?.();
          }}
          className={cx(
            'size-full object-cover transition-opacity duration-300',
            loaded === url ? 'opacity-100' : 'opacity-0',
          )}
        />
      )}
    </span>
  );
}

import type { Training } from '@/api/router';
import { t } from '@/i18n';
import { FramedPhoto } from './framed-photo';

/** What a LoRA is trained from. */
export function TrainingPhotos({ training }: { training: Training }) {
  return (
    <section>
      <h2 className="mb-3 text-title font-bold">{t('training:photos')}</h2>
      <ul className="grid grid-cols-3 gap-2 sm:grid-cols-5 lg:grid-cols-6">
        {training.images.map(({ uploadId, thumbnailUrl, caption, crop, width, height }, index) => (
          <li key={uploadId}>
            {thumbnailUrl ? (
              <FramedPhoto width={width} height={height} crop={crop}>
                <img
                  src={thumbnailUrl}
                  alt={caption || t('training:photoNumber', { at: index + 1 })}
                  width={width}
                  height={height}
                  loading="lazy"
                  className="size-full"
                />
              </FramedPhoto>
            ) : (
              <p className="grid aspect-square place-items-center rounded-control bg-sunken p-2 text-center text-tiny text-muted">
                {t('training:photoRemoved')}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

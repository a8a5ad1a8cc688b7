import type { Training } from '@/api/router';
import { Icon } from '@/components/ui/icon';
import { squareStyle } from '../lib/crop';

/** What a LoRA is trained from. */
export function TrainingPhotos({ training }: { training: Training }) {
  return (
    <section>
      <h2 className="mb-3 text-title font-bold">Photos</h2>
      <ul className="grid grid-cols-3 gap-2 sm:grid-cols-5 lg:grid-cols-8">
        {training.images.map(({ uploadId, thumbnailUrl, caption, crop, width, height }, index) => (
          <li key={uploadId} className="relative overflow-hidden rounded-control bg-sunken">
            {thumbnailUrl ? (
              <div
                className="relative overflow-hidden"
                style={{ aspectRatio: `${width} / ${height}` }}
              >
                <img
                  src={thumbnailUrl}
                  alt={caption || `Photo ${index + 1}`}
                  width={width}
                  height={height}
                  loading="lazy"
                  className="size-full object-cover"
                />
                {crop && (
                  <span
                    aria-hidden
                    className="absolute shadow-[0_0_0_999px_rgb(0_0_0/0.5)] ring-2 ring-accent ring-inset"
                    style={squareStyle(crop, { width, height })}
                  />
                )}
              </div>
            ) : (
              <p className="grid aspect-square place-items-center p-2 text-center text-tiny text-muted">
                <Icon name="trash" />
                Removed
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

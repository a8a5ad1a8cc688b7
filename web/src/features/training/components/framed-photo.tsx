import type { CropSquare } from '@/api/router';
import { cx } from '@/lib/class-names';
import type { ReactNode } from 'react';
import { squareStyle } from '../lib/crop';

interface Props {
  width: number;
  height: number;
  crop: CropSquare | null;
  /** The picture, which fills its box. */
  children: ReactNode;
}

/** All of a photo in a square frame, what the crop leaves out in the shade. */
export function FramedPhoto({ width, height, crop, children }: Props) {
  return (
    <div className="grid aspect-square place-items-center overflow-hidden rounded-control bg-sunken">
      <div
        className={cx('relative overflow-hidden', width >= height ? 'w-full' : 'h-full')}
        style={{ aspectRatio: `${width} / ${height}` }}
      >
        {children}
        {crop && (
          <span
            aria-hidden
            className="absolute shadow-[0_0_0_999px_rgb(0_0_0/0.55)] ring-2 ring-accent ring-inset"
            style={squareStyle(crop, { width, height })}
          />
        )}
      </div>
    </div>
  );
}

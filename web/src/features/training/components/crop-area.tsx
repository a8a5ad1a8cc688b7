import type { CropSquare, Upload } from '@/api/router';
import { useRef, type PointerEvent } from 'react';
import { squareStyle } from '../lib/crop';

interface Props {
  upload: Upload;
  square: CropSquare;
  onChange: (square: CropSquare) => void;
}

/** The photo with the square over it, which follows the pointer. Keys use the sliders instead. */
export function CropArea({ upload, square, onChange }: Props) {
  const grip = useRef<{ x: number; y: number; square: CropSquare } | null>(null);
  const begin = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, y: event.clientY, square };
  };
  const move = (event: PointerEvent) => {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (grip.current && frame) {
      const pixel = upload.width / frame.width;
      onChange({
        ...grip.current.square,
        left: grip.current.square.left + (event.clientX - grip.current.x) * pixel,
        top: grip.current.square.top + (event.clientY - grip.current.y) * pixel,
      });
    }
  };
  const end = () => {
    grip.current = null;
  };
  return (
    <div
      className="relative mx-auto max-h-[50dvh] max-w-full overflow-hidden rounded-control bg-sunken"
      style={{ aspectRatio: `${upload.width} / ${upload.height}` }}
    >
      <img
        src={upload.previewUrl}
        alt={upload.name}
        width={upload.width}
        height={upload.height}
        className="size-full select-none"
        draggable={false}
      />
      <div
        aria-hidden
        className="absolute cursor-move touch-none shadow-[0_0_0_9999px_rgb(0_0_0/0.6)] ring-2 ring-accent ring-inset"
        style={squareStyle(square, upload)}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
    </div>
  );
}

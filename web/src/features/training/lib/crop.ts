import type { CropSquare } from '@/api/router';

interface Size {
  width: number;
  height: number;
}

/** The largest square in the middle: a good start for most photos. */
export function middleSquare({ width, height }: Size): CropSquare {
  const side = Math.min(width, height);
  return {
    left: Math.floor((width - side) / 2),
    top: Math.floor((height - side) / 2),
    side,
  };
}

/** The square moved and shrunk as little as needed to lie in the photo. */
export function fitSquare(square: CropSquare, size: Size, minSide: number): CropSquare {
  const most = Math.min(size.width, size.height);
  const side = Math.round(Math.min(Math.max(square.side, Math.min(minSide, most)), most));
  const within = (start: number, whole: number) =>
    Math.round(Math.min(Math.max(start, 0), whole - side));
  return { left: within(square.left, size.width), top: within(square.top, size.height), side };
}

/** The same middle with another side. */
export function resizeSquare(square: CropSquare, side: number): CropSquare {
  const shift = (square.side - side) / 2;
  return { left: square.left + shift, top: square.top + shift, side };
}

/** As parts of the photo, for laying it over a picture of any size. */
export function squareStyle(square: CropSquare, { width, height }: Size) {
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return {
    left: percent(square.left, width),
    top: percent(square.top, height),
    width: percent(square.side, width),
    height: percent(square.side, height),
  };
}

// The pictures that imposters make: the right size and format, the colour by the seed, black when censored.
import { jpegParts, withComment } from './jpeg.mjs';
import { pngParts, withText } from './png.mjs';

const kept = new Map();
const mostKept = 64;
const hues = 32;

/** Blocks that differ a little, as those of real pictures do, around a colour of the seed's. */
function blocksOf(seed) {
  const hue = Number(BigInt(seed) % BigInt(hues)) / hues;
  const base = [0, 1 / 3, 2 / 3].map((shift) => 128 + 90 * Math.cos(2 * Math.PI * (hue + shift)));
  return (column, row) => {
    const shade = ((column * 7 + row * 13) ^ (column * row)) % 32;
    return base.map((value) => Math.round(Math.min(255, Math.max(0, value + shade - 16))));
  };
}

const black = () => [0, 0, 0];

/** What has been drawn is kept, so that thousands of images cost next to nothing. */
function parts({ format, width, height, seed, isBlack }) {
  const key = `${format} ${width} ${height} ${isBlack ? 'black' : BigInt(seed) % BigInt(hues)}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value);
  const made = (format === 'png' ? pngParts : jpegParts)(width, height, isBlack ? black : blocksOf(seed));
  kept.set(key, made);
  return made;
}

/** A whole file: `{format: 'jpeg' | 'png', width, height, seed, isBlack?, text?}`; `text` is put into it. */
export function picture(wanted) {
  const text = wanted.text ?? `seed ${wanted.seed}`;
  return wanted.format === 'png' ? withText(parts(wanted), text) : withComment(parts(wanted), text);
}

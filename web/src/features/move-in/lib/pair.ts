import { nothingFound, type Found, type Source } from './found';

const kImage = /\.(png|jpe?g|webp)$/i;
const kText = /\.(txt|json)$/i;
/** Of what macOS adds to archives, and what systems hide. */
const kHidden = /(^|\/)(\.|__MACOSX(\/|$)|Thumbs\.db$|desktop\.ini$)/i;
const kMaxSidecar = 1 << 20;

/** Whether the system put it there, not a person. */
export function isHidden(path: string): boolean {
  return kHidden.test(path);
}

export function isZip(path: string): boolean {
  return /\.zip$/i.test(path);
}

function stem(path: string): string {
  return path.replace(/\.[^./]*$/, '').toLowerCase();
}

/** The images among the files, each with the text of its name; `png.txt` counts too. Text comes before JSON. */
export function pair(sources: readonly Source[]): Found {
  const shown = sources.filter(({ path }) => !isHidden(path));
  const texts = new Map<string, Source>();
  for (const text of shown.filter(({ path, size }) => kText.test(path) && size <= kMaxSidecar)) {
    const key = stem(text.path);
    if (!texts.has(key) || /\.txt$/i.test(text.path)) {
      texts.set(key, text);
    }
  }
  const used = new Set<Source>();
  const images = shown
    .filter(({ path }) => kImage.test(path))
    .map((image) => {
      const sidecar = texts.get(stem(image.path)) ?? texts.get(image.path.toLowerCase()) ?? null;
      if (sidecar) {
        used.add(sidecar);
      }
      return { ...image, sidecar };
    });
  return { ...nothingFound, images, ignored: shown.length - images.length - used.size };
}

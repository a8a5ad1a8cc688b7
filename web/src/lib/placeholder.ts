import { thumbHashToDataURL } from 'thumbhash';

const kKept = 400;
const decoded = new Map<string, string | null>();

function decode(thumbhash: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0));
    return bytes.length < 5 ? null : thumbHashToDataURL(bytes);
  } catch {
    return null;
  }
}

/** A data address of the blurred picture; null when the hash is empty or broken. */
export function placeholderUrl(thumbhash: string): string | null {
  const known = decoded.get(thumbhash);
  if (known !== undefined) {
    return known;
  }
  if (decoded.size >= kKept) {
    decoded.clear();
  }
  const url = decode(thumbhash);
  decoded.set(thumbhash, url);
  return url;
}

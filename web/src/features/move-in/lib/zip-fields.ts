import { t } from '@/i18n';

/** Why an archive cannot be read, in words for people. */
export class ZipError extends Error {}

export const broken = () => new ZipError(t('moveIn:zipBroken'));

export async function viewOf(file: Blob, from: number, length: number): Promise<DataView> {
  if (from < 0 || from + length > file.size) {
    throw broken();
  }
  return new DataView(await file.slice(from, from + length).arrayBuffer());
}

/** Sizes of zip64 are 64 bits; what no file can have is refused. */
export function number64(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) {
    throw broken();
  }
  return value;
}

/** UTF-8, as the flag says or as most write it; else the bytes as Windows reads them: it is but a name. */
export function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The extra fields, by their kind; see APPNOTE 4.5. */
export function extrasOf(view: DataView, from: number, length: number): Map<number, DataView> {
  const extras = new Map<number, DataView>();
  let at = from;
  while (at + 4 <= from + length) {
    const size = view.getUint16(at + 2, true);
    if (at + 4 + size > from + length) {
      break;
    }
    extras.set(view.getUint16(at, true), new DataView(view.buffer, view.byteOffset + at + 4, size));
    at += 4 + size;
  }
  return extras;
}

/** To the second where the archive tells, else the two seconds of MS-DOS in this place's time. */
export function timeOf(time: number, day: number, exact: DataView | undefined): Date {
  if (exact && exact.byteLength >= 5 && (exact.getUint8(0) & 1) !== 0) {
    return new Date(exact.getInt32(1, true) * 1000);
  }
  return new Date(
    1980 + (day >> 9),
    ((day >> 5) & 15) - 1,
    day & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
}

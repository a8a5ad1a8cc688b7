import { t } from '@/i18n';
import { broken, extrasOf, nameOf, number64, timeOf, viewOf, ZipError } from './zip-fields';

/** One file of an archive, as its central directory tells of it. Sizes are bytes. */
export interface ZipRecord {
  /** With its folders; a folder's own ends with a slash. */
  path: string;
  modifiedAt: Date;
  isEncrypted: boolean;
  /** 0 is stored, 8 deflated; see APPNOTE 4.4.5. */
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
}

const kMaxEntries = 200_000;
const kMaxDirectory = 64 << 20;
const kMaxName = 1024;
/** The end record with the longest comment, and zip64's locator before it. */
const kTail = 22 + 0xffff + 20;

const kEnd = 0x06054b50;
const kEnd64 = 0x06064b50;
const kLocator64 = 0x07064b50;
const kEntry = 0x02014b50;
const kIn64 = 0xffffffff;

interface Directory {
  count: number;
  size: number;
  offset: number;
}

async function directory64(file: Blob, tail: DataView, end: number): Promise<Directory | null> {
  const at = end - 20;
  if (at < 0 || tail.getUint32(at, true) !== kLocator64) {
    return null;
  }
  const view = await viewOf(file, number64(tail, at + 8), 56);
  if (view.getUint32(0, true) !== kEnd64) {
    throw broken();
  }
  return { count: number64(view, 32), size: number64(view, 40), offset: number64(view, 48) };
}

/** The end record lies last, before a comment of unknown length. */
async function findDirectory(file: Blob): Promise<Directory> {
  const length = Math.min(file.size, kTail);
  const tail = await viewOf(file, file.size - length, length);
  for (let at = length - 22; at >= 0; at -= 1) {
    const isEnd =
      tail.getUint32(at, true) === kEnd && at + 22 + tail.getUint16(at + 20, true) === length;
    if (isEnd) {
      return (
        (await directory64(file, tail, at)) ?? {
          count: tail.getUint16(at + 10, true),
          size: tail.getUint32(at + 12, true),
          offset: tail.getUint32(at + 16, true),
        }
      );
    }
  }
  throw new ZipError(t('moveIn:noZip'));
}

/** Values that do not fit in 32 bits stand in an extra field, in this order, each only where it is needed. */
function whole(view: DataView, ats: readonly number[], extra: DataView | undefined): number[] {
  let next = 0;
  return ats.map((at) => {
    const value = view.getUint32(at, true);
    if (value !== kIn64 || !extra) {
      return value;
    }
    if (next + 8 > extra.byteLength) {
      throw broken();
    }
    next += 8;
    return number64(extra, next - 8);
  });
}

function readRecord(view: DataView, at: number): { record: ZipRecord; next: number } {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== kEntry) {
    throw broken();
  }
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  if (next > view.byteLength || nameLength > kMaxName) {
    throw broken();
  }
  const extras = extrasOf(view, at + 46 + nameLength, extraLength);
  const [size = 0, packedSize = 0, offset = 0] = whole(
    view,
    [at + 24, at + 20, at + 42],
    extras.get(1),
  );
  const record = {
    path: nameOf(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength)),
    modifiedAt: timeOf(
      view.getUint16(at + 12, true),
      view.getUint16(at + 14, true),
      extras.get(0x5455),
    ),
    isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize,
    size,
    offset,
  };
  return { record, next };
}

/** What an archive holds. Reads only its end; throws a ZipError. */
export async function readDirectory(file: Blob): Promise<ZipRecord[]> {
  const { count, size, offset } = await findDirectory(file);
  if (count > kMaxEntries || size > kMaxDirectory) {
    throw new ZipError(t('moveIn:zipTooMany', { count: kMaxEntries }));
  }
  const view = await viewOf(file, offset, size);
  const records: ZipRecord[] = [];
  let at = 0;
  while (records.length < count) {
    const { record, next } = readRecord(view, at);
    records.push(record);
    at = next;
  }
  return records;
}

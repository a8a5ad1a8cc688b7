import { t } from '@/i18n';
import { crc32 } from './crc32';
import { readDirectory, type ZipRecord } from './zip-directory';
import { viewOf, ZipError } from './zip-fields';

/** A file within an archive. */
export interface ZipEntry {
  /** With its folders. */
  path: string;
  modifiedAt: Date;
  /** Bytes, unpacked. */
  size: number;
  /** Unpacks it; throws a ZipError that says why it cannot. */
  read: () => Promise<Blob>;
}

const kMaxSize = 64 << 20;
const kLocal = 0x04034b50;

/** Bytes of the archive that hold an entry; the local header's own lengths count, not the directory's. */
async function packedBytes(file: Blob, { offset, packedSize }: ZipRecord): Promise<Blob> {
  const header = await viewOf(file, offset, 30);
  const from = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (header.getUint32(0, true) !== kLocal || from + packedSize > file.size) {
    throw new ZipError(t('moveIn:zipBroken'));
  }
  return file.slice(from, from + packedSize);
}

function streamOf(packed: Blob, method: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (method === 0) {
    return packed.stream();
  }
  if (method === 8) {
    return packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  }
  throw new ZipError(t('moveIn:zipMethod'));
}

/** Stops as soon as there is more than was announced, so that a bomb fills no memory. */
async function unpack(packed: Blob, record: ZipRecord): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = streamOf(packed, record.method).getReader();
  let size = 0;
  let crc = 0;
  for (;;) {
    // A damaged stream fails in the browser's words.
    const { done, value } = await reader.read().catch(() => {
      throw new ZipError(t('moveIn:zipDamaged'));
    });
    if (done) {
      break;
    }
    size += value.length;
    if (size > record.size) {
      await reader.cancel().catch(() => undefined);
      break;
    }
    crc = crc32(value, crc);
    parts.push(value);
  }
  if (size !== record.size || crc !== record.crc) {
    throw new ZipError(t('moveIn:zipDamaged'));
  }
  return new Blob(parts);
}

async function read(file: Blob, record: ZipRecord): Promise<Blob> {
  if (record.isEncrypted) {
    throw new ZipError(t('moveIn:zipEncrypted'));
  }
  if (record.size > kMaxSize) {
    throw new ZipError(t('moveIn:tooLarge', { megabytes: kMaxSize >> 20 }));
  }
  return unpack(await packedBytes(file, record), record);
}

/** The files of an archive, without its folders. Only the directory is read now; throws a ZipError. */
export async function readZip(file: Blob): Promise<ZipEntry[]> {
  const records = await readDirectory(file);
  return records
    .filter(({ path }) => !path.endsWith('/'))
    .map((record) => ({
      path: record.path,
      modifiedAt: record.modifiedAt,
      size: record.size,
      read: () => read(file, record),
    }));
}

// Archives as programs write them, byte by byte, and as none should.
import { crc32 } from '@/features/move-in/lib/crc32';

/** A file of an archive, and what is out of the ordinary about it. */
export interface Packed {
  path: string;
  content?: string;
  isDeflated?: boolean;
  /** Sizes and place in 64 bits, as archives of more than 4 GB have them. */
  isZip64?: boolean;
  /** Seconds since 1970. */
  modifiedAt?: number;
  flags?: number;
  method?: number;
  /** What is claimed instead of the truth. */
  crc?: number;
  size?: number;
}

class Bytes {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  add(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.length += bytes.length;
    return this;
  }

  /** Little end first, each in so many bytes. */
  numbers(...fields: readonly (readonly [value: number, size: 2 | 4 | 8])[]): this {
    for (const [value, size] of fields) {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, BigInt(value), true);
      this.add(new Uint8Array(view.buffer, 0, size));
    }
    return this;
  }

  whole(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}

const kIn64 = 0xffffffff;

function extraOf({ isZip64, modifiedAt }: Packed, sizes: readonly number[]): Uint8Array {
  const extra = new Bytes();
  if (modifiedAt !== undefined) {
    extra.numbers([0x5455, 2], [5, 2]).add(Uint8Array.of(1)).numbers([modifiedAt, 4]);
  }
  if (isZip64) {
    extra.numbers([1, 2], [8 * sizes.length, 2]);
    sizes.forEach((size) => extra.numbers([size, 8]));
  }
  return extra.whole();
}

function deflate(plain: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const packed = new Blob([plain]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Response(packed).arrayBuffer();
}

/** What a header says of a file, and its bytes. */
async function pack(file: Packed) {
  const plain = Uint8Array.from(new TextEncoder().encode(file.content ?? ''));
  const usual = {
    flags: 0x800,
    method: file.isDeflated ? 8 : 0,
    crc: crc32(plain),
    size: plain.length,
  };
  return {
    ...usual,
    ...file,
    name: new TextEncoder().encode(file.path),
    packed: file.isDeflated ? new Uint8Array(await deflate(plain)) : plain,
  };
}

/** The first of February 2025, at noon. */
const kTime = [0x6000, 2] as const;
const kDay = [0x5a41, 2] as const;

/** Adds the file to an archive, and what tells of it to the directory. */
async function addFile(file: Packed, archive: Bytes, directory: Bytes): Promise<void> {
  const { name, packed, flags, method, crc, size } = await pack(file);
  const offset = archive.length;
  const extra = extraOf(file, [size, packed.length, offset]);
  const [size32, packed32, offset32] = file.isZip64
    ? [kIn64, kIn64, kIn64]
    : [size, packed.length, offset];
  archive
    .numbers([0x04034b50, 4], [20, 2], [flags, 2], [method, 2], kTime, kDay, [crc, 4])
    .numbers([packed.length, 4], [size, 4], [name.length, 2], [0, 2])
    .add(name)
    .add(packed);
  directory
    .numbers([0x02014b50, 4], [20, 2], [20, 2], [flags, 2], [method, 2], kTime, kDay, [crc, 4])
    .numbers([packed32, 4], [size32, 4], [name.length, 2], [extra.length, 2])
    .numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset32, 4])
    .add(name)
    .add(extra);
}

interface Options {
  comment?: string;
  /** The end record of 64 bits before the usual one. */
  isZip64?: boolean;
}

/** An archive of these files. */
export async function makeZip(
  files: readonly Packed[],
  { comment = '', isZip64 = false }: Options = {},
): Promise<Blob> {
  const archive = new Bytes();
  const directory = new Bytes();
  for (const file of files) {
    await addFile(file, archive, directory);
  }
  const from = archive.length;
  archive.add(directory.whole());
  if (isZip64) {
    const end = archive.length;
    archive
      .numbers([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4])
      .numbers([files.length, 8], [files.length, 8], [directory.length, 8], [from, 8])
      .numbers([0x07064b50, 4], [0, 4], [end, 8], [1, 4]);
  }
  const [count, length, place] = isZip64
    ? [0xffff, kIn64, kIn64]
    : [files.length, directory.length, from];
  const words = new TextEncoder().encode(comment);
  archive
    .numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [length, 4], [place, 4])
    .numbers([words.length, 2])
    .add(words);
  return new Blob([archive.whole()]);
}

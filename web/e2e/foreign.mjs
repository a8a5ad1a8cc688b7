// Files as other programs leave them: PNGs with the parameters of A1111, and an archive of them.
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

const kSide = 64;

/**
 * What A1111 writes into a picture.
 * @param {number} at
 */
export function parametersOf(at) {
  return [
    `a paper pumpkin number ${at} <lora:papercut_v2:0.7>`,
    'Negative prompt: blurry, extra fingers',
    `Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: ${1000 + at}, Size: ${kSide}x${kSide}, Model: dreamshaper_8, Version: v1.9.4`,
  ].join('\n');
}

/** @param {number} value */
function number32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function chunk(type, content) {
  const named = Buffer.concat([Buffer.from(type), content]);
  return Buffer.concat([number32(content.length), named, number32(crc32(named))]);
}

/**
 * A picture of one colour that tells how it was made.
 * @param {string} parameters
 * @param {number} shade
 */
export function pngWith(parameters, shade) {
  const head = Buffer.concat([
    number32(kSide),
    number32(kSide),
    Buffer.from([8, 2, 0, 0, 0]), // 8 bits, RGB
  ]);
  const row = Buffer.from([0, ...Array.from({ length: kSide * 3 }, () => 40 + shade * 20)]);
  const rows = Buffer.concat(Array.from({ length: kSide }, () => row));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`parameters\0${parameters}`, 'latin1')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @typedef {{ path: string, content: Buffer, modifiedAt: Date }} ZipFile */

/**
 * What both headers of a file say of it, from the version on.
 * @param {ZipFile} file
 * @param {Buffer} packed
 * @param {number} extraLength
 */
function facts({ path, content }, packed, extraLength) {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(8, 4); // deflated
  bytes.writeUInt32LE(crc32(content), 10);
  bytes.writeUInt32LE(packed.length, 14);
  bytes.writeUInt32LE(content.length, 18);
  bytes.writeUInt16LE(path.length, 22);
  bytes.writeUInt16LE(extraLength, 24);
  return bytes;
}

/** @param {readonly ZipFile[]} files */
export function zipOf(files) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const directory = [];
  let at = 0;
  for (const file of files) {
    const packed = deflateRawSync(file.content);
    const local = [
      Buffer.from('PK\x03\x04'),
      facts(file, packed, 0),
      Buffer.from(file.path),
      packed,
    ];
    const time = Buffer.from('UT\x05\x00\x01....');
    time.writeInt32LE(file.modifiedAt.getTime() / 1000, 5);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(
      Buffer.from('PK\x01\x02\x14\x00'),
      facts(file, packed, time.length),
      rest,
      Buffer.from(file.path),
      time,
    );
    parts.push(...local);
    at += local.reduce((sum, { length }) => sum + length, 0);
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

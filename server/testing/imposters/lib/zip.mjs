// Reads zip archives as strictly as an unpacker (APPNOTE 6.3): by their central directory, sizes and checksums checked.
import { crc32, inflateRawSync } from 'node:zlib';

const endLength = 22;
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

/** `[{name, bytes}]`; throws with the reason when it is no zip. */
export function readZip(bytes) {
  const end = findEnd(bytes);
  const entries = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; --left) {
    const entry = readEntry(bytes, at);
    entries.push({ name: entry.name, bytes: readContent(bytes, entry) });
    at = entry.next;
  }
  return entries.filter(({ name }) => !name.endsWith('/'));
}

function findEnd(bytes) {
  for (let at = bytes.length - endLength; at >= Math.max(0, bytes.length - endLength - 65_535); --at) {
    if (bytes.readUInt32LE(at) === endSignature) return at;
  }
  throw new Error('no zip archive');
}

function readEntry(bytes, at) {
  if (bytes.readUInt32LE(at) !== entrySignature) throw new Error('the directory of the archive is broken');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
  return {
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    local: bytes.readUInt32LE(at + 42),
    name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    next: at + 46 + nameLength + extraLength + commentLength,
  };
}

function readContent(bytes, { name, method, crc, packed, size, local }) {
  if (bytes.readUInt32LE(local) !== localSignature) throw new Error(`${name} has no local header`);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const raw = bytes.subarray(start, start + packed);
  if (method !== 0 && method !== 8) throw new Error(`${name} is packed in an unknown way`);
  const content = method === 0 ? raw : inflateRawSync(raw);
  if (content.length !== size || crc32(content) !== crc) throw new Error(`${name} is damaged`);
  return content;
}

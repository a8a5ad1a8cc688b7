// Hashes of object stores: MD5 and SHA-256 from Node, CRC-32C (Castagnoli) by eight tables.
import { createHash } from 'node:crypto';

const tables = [...Array(8)].map(() => new Int32Array(256));
for (let n = 0; n < 256; n += 1) {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1;
  tables[0][n] = c;
}
for (let n = 0; n < 256; n += 1) {
  for (let k = 1; k < 8; k += 1) tables[k][n] = tables[0][tables[k - 1][n] & 255] ^ (tables[k - 1][n] >>> 8);
}
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;

/** The state after more bytes; begins with -1 and ends with its complement. */
export function crc32cStep(state, bytes) {
  let c = state;
  let i = 0;
  for (const end = bytes.length - 7; i < end; i += 8) {
    const a = c ^ (bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24));
    c = t7[a & 255] ^ t6[(a >>> 8) & 255] ^ t5[(a >>> 16) & 255] ^ t4[a >>> 24] ^ t3[bytes[i + 4]] ^ t2[bytes[i + 5]] ^ t1[bytes[i + 6]] ^ t0[bytes[i + 7]];
  }
  for (; i < bytes.length; i += 1) c = t0[(c ^ bytes[i]) & 255] ^ (c >>> 8);
  return c;
}

/** A body on its way in: its length, its hashes, and its bytes unless only those matter. */
export class Intake {
  constructor({ keepsBytes = true, sha256 = false, crc32c = false } = {}) {
    this.length = 0;
    this.chunks = keepsBytes ? [] : undefined;
    this.md5Hash = createHash('md5');
    this.shaHash = sha256 ? createHash('sha256') : undefined;
    this.crcState = crc32c ? -1 : undefined;
  }

  add(chunk) {
    this.length += chunk.length;
    this.chunks?.push(chunk);
    this.md5Hash.update(chunk);
    this.shaHash?.update(chunk);
    if (this.crcState !== undefined) this.crcState = crc32cStep(this.crcState, chunk);
  }

  async addAll(body) {
    for await (const chunk of body) this.add(chunk);
    return this;
  }

  /** {length, bytes?, md5, sha256?, crc32c?}, hashes as buffers. */
  end() {
    const facts = { length: this.length, bytes: this.chunks && Buffer.concat(this.chunks), md5: this.md5Hash.digest(), sha256: this.shaHash?.digest() };
    if (this.crcState !== undefined) {
      facts.crc32c = Buffer.alloc(4);
      facts.crc32c.writeInt32BE(~this.crcState);
    }
    return facts;
  }
}

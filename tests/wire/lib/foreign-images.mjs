// Images as A1111 leaves them: small PNGs with their parameters in a text chunk, or without.
import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type, payload) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), payload]);
  const out = Buffer.alloc(8 + payload.length + 4);
  out.writeUInt32BE(payload.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), 8 + payload.length);
  return out;
}

/** A PNG of one colour; another `shade` makes another file. */
export function png({ shade = 1, parameters, width = 48, height = 32 } = {}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, shade % 256)]);
  const text = parameters === undefined ? [] : [chunk('tEXt', Buffer.from(`parameters\0${parameters}`, 'latin1'))];
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  const shades = chunk('tEXt', Buffer.from(`Shade\0${shade}`, 'latin1'));
  return Buffer.concat([signature, chunk('IHDR', header), ...text, shades, chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** What A1111 writes. */
export const parametersOf = ({ prompt, negative = 'blurry', seed = 7, steps = 30, lora } = {}) =>
  `${prompt}${lora ? ` <lora:${lora}:0.8>` : ''}\nNegative prompt: ${negative}\nSteps: ${steps}, Sampler: Euler a, CFG scale: 7, Seed: ${seed}, Size: 48x32, Model: dreamshaper_8`;

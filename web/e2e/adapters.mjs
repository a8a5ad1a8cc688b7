// LoRA files to import: one that the built-in engine can use, and one made for another model.
import { readFileSync } from 'node:fs';

const shipped = new URL('../../server/paperflux/model/loras/mira.safetensors', import.meta.url);

/**
 * The safetensors container: the length of the header, the header, the numbers.
 * @param {object} header
 * @param {Buffer} numbers
 */
function container(header, numbers) {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, numbers]);
}

/**
 * A shipped adapter under another name.
 * @param {{ title: string, trigger: string }} labels
 */
export function paperfluxLora({ title, trigger }) {
  const file = readFileSync(shipped);
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, start).toString());
  Object.assign(header.__metadata__, { title, trigger_word: trigger });
  return container(header, file.subarray(start));
}

/** One attention layer for FLUX.1, rank 4. */
export function fluxLora() {
  const layer = 'transformer.transformer_blocks.0.attn.to_q';
  const bytes = 4 * 3072 * 2;
  const header = {
    __metadata__: { 'modelspec.title': 'A face', 'modelspec.trigger_phrase': 'ohwx' },
    [`${layer}.lora_A.weight`]: { dtype: 'F16', shape: [4, 3072], data_offsets: [0, bytes] },
    [`${layer}.lora_B.weight`]: {
      dtype: 'F16',
      shape: [3072, 4],
      data_offsets: [bytes, 2 * bytes],
    },
  };
  return container(header, Buffer.alloc(2 * bytes));
}

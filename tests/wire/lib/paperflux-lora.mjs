// Weights files for imports: a shipped adapter, and broken ones made from it.
import { readFile } from 'node:fs/promises';

const folder = new URL('../../../server/paperflux/model/loras/', import.meta.url);

export const shippedAdapter = (name = 'mira') => readFile(new URL(`${name}.safetensors`, folder));

/** A tiny FLUX.1 LoRA: one attention layer of a double block, rank 4. */
export function fluxLora({ trigger = 'ohwx' } = {}) {
  const tensors = {};
  let offset = 0;
  const add = (name, shape) => {
    const bytes = shape.reduce((a, b) => a * b, 2);
    tensors[name] = { dtype: 'F16', shape, data_offsets: [offset, offset + bytes] };
    offset += bytes;
  };
  add('transformer.transformer_blocks.0.attn.to_q.lora_A.weight', [4, 3072]);
  add('transformer.transformer_blocks.0.attn.to_q.lora_B.weight', [3072, 4]);
  const header = Buffer.from(JSON.stringify({ __metadata__: { 'modelspec.trigger_phrase': trigger, 'modelspec.title': 'A face' }, ...tensors }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(offset)]);
}

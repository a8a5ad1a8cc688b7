// A FLUX.1 LoRA on the attention of all double blocks: 0.7 MB for each unit of rank.
const side = 3072;

export function largeLora(rank) {
  const tensors = {};
  let offset = 0;
  const add = (name, shape) => {
    const bytes = shape[0] * shape[1] * 2;
    tensors[name] = { dtype: 'F16', shape, data_offsets: [offset, offset + bytes] };
    offset += bytes;
  };
  for (let block = 0; block < 19; block += 1) {
    for (const layer of ['to_q', 'to_k', 'to_v']) {
      add(`transformer.transformer_blocks.${block}.attn.${layer}.lora_A.weight`, [rank, side]);
      add(`transformer.transformer_blocks.${block}.attn.${layer}.lora_B.weight`, [side, rank]);
    }
  }
  const header = Buffer.from(JSON.stringify(tensors));
  const file = new Uint8Array(8 + header.length + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  for (let i = 8 + header.length; i < file.length; i += 4096) file[i] = i >> 12; // no two parts are equal
  return file;
}

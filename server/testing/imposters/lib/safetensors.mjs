// Weights files: their header read, and small valid FLUX.1 LoRAs made (huggingface/safetensors, README).

/** The entries of the header by name; throws with the reason when the bytes are no safetensors file. */
export function readHeader(bytes) {
  if (bytes.length < 8) throw new Error('the file is too short');
  const length = bytes.readBigUInt64LE(0);
  if (length > BigInt(bytes.length - 8)) throw new Error('the header is longer than the file');
  const { __metadata__: metadata = {}, ...tensors } = JSON.parse(bytes.toString('utf8', 8, 8 + Number(length)));
  const end = Math.max(0, ...Object.values(tensors).map(({ data_offsets: [, last] }) => last));
  if (8 + Number(length) + end !== bytes.length) throw new Error('the file is not as long as its header says');
  return { metadata, tensors };
}

export function isLora({ tensors }) {
  return Object.keys(tensors).some((name) => /\.lora_(A|down)\.weight$/.test(name));
}

/** A file with these F16 tensors, given as name and shape, whose values are small and differ. */
export function safetensors(shapes, metadata = {}) {
  const header = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  let offset = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const size = shape.reduce((product, side) => product * side, 2);
    header[name] = { dtype: 'F16', shape, data_offsets: [offset, offset + size] };
    offset += size;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const data = Buffer.alloc(offset);
  for (let at = 0; at < offset; at += 2) data.writeUInt16LE(0x1c00 + ((at * 31) & 0x1ff), at); // 2^-8 and a little
  return Buffer.concat([length, text, data]);
}

const width = 3072;

/** As fal's trainer writes it: diffusers' names, attention of a few blocks. */
export function diffusersFluxLora({ rank = 16, blocks = 1, metadata = {} } = {}) {
  const shapes = {};
  for (let block = 0; block < blocks; ++block) {
    for (const layer of ['to_q', 'to_k', 'to_v']) {
      shapes[`transformer.single_transformer_blocks.${block}.attn.${layer}.lora_A.weight`] = [rank, width];
      shapes[`transformer.single_transformer_blocks.${block}.attn.${layer}.lora_B.weight`] = [width, rank];
    }
  }
  return safetensors(shapes, metadata);
}

/** As kohya's scripts write it. */
export function kohyaFluxLora({ rank = 8, metadata = {} } = {}) {
  return safetensors(
    {
      'lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight': [rank, width],
      'lora_unet_double_blocks_0_img_attn_qkv.lora_up.weight': [3 * width, rank],
      'lora_unet_double_blocks_0_img_attn_qkv.alpha': [],
    },
    metadata,
  );
}

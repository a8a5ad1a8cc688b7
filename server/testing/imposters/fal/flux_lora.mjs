// fal-ai/flux-lora: its input checked, its LoRAs fetched, its images described.
import { either, flag, integer, list, number, object, oneOf, optional, text } from './fields.mjs';
import { item, modelError } from './errors.mjs';

const presets = {
  square_hd: [1024, 1024],
  square: [512, 512],
  portrait_4_3: [768, 1024],
  portrait_16_9: [576, 1024],
  landscape_4_3: [1024, 768],
  landscape_16_9: [1024, 576],
};

const loraFields = { path: text, scale: number(0, 4), force: flag };

const fields = {
  prompt: text,
  image_size: either(oneOf(...Object.keys(presets)), object({ width: integer(1, 14_142), height: integer(1, 14_142) })),
  num_inference_steps: integer(1, 50),
  guidance_scale: number(0, 35),
  num_images: integer(1, 4),
  seed: optional(integer()),
  loras: list(object(loraFields, ['path'])),
  enable_safety_checker: flag,
  output_format: oneOf('jpeg', 'png'),
  sync_mode: flag,
  acceleration: oneOf('none', 'regular'),
};

const check = object(fields, ['prompt']);

const defaults = {
  image_size: 'landscape_4_3',
  num_inference_steps: 28,
  guidance_scale: 3.5,
  num_images: 1,
  loras: [],
  enable_safety_checker: true,
  output_format: 'jpeg',
  sync_mode: false,
  acceleration: 'none',
};

function sizeOf(size) {
  if (typeof size === 'string') return presets[size];
  return [size.width ?? 512, size.height ?? 512];
}

/** Random ones do not fit a double, as the service's do not. */
export function randomSeed() {
  return (BigInt(Math.floor(Math.random() * 2 ** 31)) << 32n) | (BigInt(Math.floor(Math.random() * 2 ** 32)) | 1n);
}

const unknownOf = (lora, index) => Object.keys(Object(lora)).filter((name) => !(name in loraFields)).map((name) => `loras.${index}.${name}`);

export const fluxLora = {
  paths: ['', 'stream'],

  unknownFields: (input) => [
    ...Object.keys(input).filter((name) => !(name in fields)),
    ...(Array.isArray(input.loras) ? input.loras : []).flatMap((lora, index) => unknownOf(lora, index)),
  ],

  /** The 422 of bad input, or undefined. */
  refusal(input) {
    const wrong = check(input, ['body']);
    return wrong.length > 0 ? modelError(422, wrong) : undefined;
  },

  /** Makes the images; `plan` says what goes wrong on the way. */
  async run(given, { loras, files, plan }) {
    const input = { ...defaults, ...given };
    for (const [index, { path }] of input.loras.entries()) {
      const problem = await loras.load(path);
      if (problem) return modelError(422, [item('file_download_error', ['body', 'loras', index, 'path'], problem, { input: path })]);
    }
    const [width, height] = plan.size ?? sizeOf(input.image_size);
    const seed = plan.seed !== undefined ? BigInt(plan.seed) : (input.seed ?? randomSeed());
    const count = plan.made ?? input.num_images;
    const flags = Array.from({ length: count }, (_, index) => input.enable_safety_checker && isFlagged(plan.nsfw, index));
    const images = flags.map((isBlack, index) => {
      const image = { kind: 'picture', format: input.output_format, width, height, seed: BigInt(seed) + BigInt(index), isBlack, prompt: input.prompt };
      const url = input.sync_mode ? files.dataUri(image) : files.offer(image, { foreign: plan.imageHost === 'elsewhere' });
      if (plan.bareImages) return { url };
      return { url: plan.imageUrl ?? url, width, height, content_type: `image/${input.output_format}` };
    });
    return { status: 200, body: answer(input, images, seed, flags, plan), headers: { 'x-fal-billable-units': String(Math.ceil((width * height) / 1_048_576) * count) } };
  },
};

const isFlagged = (order, index) => (Array.isArray(order) ? Boolean(order[index]) : Boolean(order));

function answer(input, images, seed, flags, plan) {
  const body = { images, timings: { inference: 0.4 }, seed, has_nsfw_concepts: flags, prompt: input.prompt };
  if (plan.images === 'missing') delete body.images;
  else if (plan.images !== undefined) body.images = plan.images;
  for (const name of plan.without ?? []) delete body[name];
  return body;
}

// fal-ai/flux-lora-fast-training: fetches the archive, looks into it, tells its steps, gives a LoRA.
import { diffusersFluxLora } from '../lib/safetensors.mjs';
import { readZip } from '../lib/zip.mjs';
import { item, modelError } from './errors.mjs';
import { flag, integer, object, optional, text } from './fields.mjs';

const fields = {
  images_data_url: text,
  trigger_word: optional(text),
  steps: integer(1, 10_000),
  is_style: flag,
  create_masks: flag,
  is_input_format_already_preprocessed: flag,
  data_archive_format: optional(text),
};

const check = object(fields, ['images_data_url']);
const picture = /\.(jpe?g|png|webp)$/i;
const magic = [Buffer.from([0xff, 0xd8, 0xff]), Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.from('RIFF')];
const logLines = 20;

const isHidden = (name) => /(^|\/)(\.|__MACOSX\/)/.test(name);
const stem = (name) => name.replace(/\.[^.]+$/, '');

function refused(type, msg, ctx) {
  return modelError(422, [item(type, ['body', 'images_data_url'], msg, { ctx: ctx ?? {} })], { billed: true });
}

/** What the archive holds, for the report, or why it is refused. */
function inspect(bytes) {
  let entries;
  try {
    entries = readZip(bytes).filter(({ name }) => !isHidden(name));
  } catch (error) {
    return { refusal: refused('invalid_archive', `The archive could not be read: ${error.message}`) };
  }
  const isMask = ({ name }) => /_mask$/.test(stem(name));
  const pictures = entries.filter((entry) => picture.test(entry.name));
  const images = pictures.filter((entry) => !isMask(entry));
  const captions = entries.filter(({ name }) => name.endsWith('.txt'));
  const contents = {
    images: images.map(({ name, bytes: { length: size } }) => ({ name, size })),
    masks: pictures.filter(isMask).map(({ name }) => name),
    captions: Object.fromEntries(captions.map(({ name, bytes: content }) => [name, content.toString()])),
    others: entries.filter((entry) => !pictures.includes(entry) && !captions.includes(entry)).map(({ name }) => name),
    orphans: captions.map(({ name }) => name).filter((name) => !images.some((image) => stem(image.name) === stem(name))),
  };
  if (images.length < 1) return { contents, refusal: refused('archive_file_count_below_minimum', 'The archive holds no images', { min_count: 1 }) };
  const odd = images.find((entry) => !magic.some((start) => entry.bytes.subarray(0, start.length).equals(start)));
  if (odd) return { contents, refusal: refused('unsupported_image_format', `${odd.name} is no image`) };
  return { contents };
}

async function fetchArchive(url, fetcher) {
  if (url.startsWith('data:')) return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  return fetcher(url);
}

export const trainer = {
  paths: [''],

  unknownFields: (input) => Object.keys(input).filter((name) => !(name in fields)),

  refusal(input) {
    const wrong = check(input, ['body']);
    return wrong.length > 0 ? modelError(422, wrong) : undefined;
  },

  async run(input, { loras, files, plan, log, jobMs, archives }) {
    let bytes;
    try {
      bytes = await fetchArchive(input.images_data_url, loras.fetch);
    } catch (error) {
      return refused('file_download_error', `Failed to download the file: ${error.message}`);
    }
    const { contents, refusal } = inspect(bytes);
    archives.push({ url: input.images_data_url.slice(0, 400), size: bytes.length, ...contents });
    if (refusal) return refusal;

    const steps = input.steps ?? 1000;
    for (let line = 0; line <= logLines; ++line) {
      const done = Math.round((steps * line) / logLines);
      log(`${String(Math.round((100 * line) / logLines)).padStart(3)}%|${'█'.repeat(line)}${' '.repeat(logLines - line)}| ${done}/${steps} [00:${String(line).padStart(2, '0')}<00:00,  9.87it/s]`);
      if (line < logLines) await new Promise((resolve) => setTimeout(resolve, jobMs / logLines));
    }
    const weights = plan.weights ? Buffer.from(plan.weights, 'base64') : diffusersFluxLora();
    const file = (content, name, type) => ({ url: files.offer({ kind: 'bytes', bytes: content, type, prompt: input.trigger_word ?? '' }, { name }), content_type: type, file_name: name, file_size: content.length });
    const { images_data_url: url, ...settings } = input;
    return {
      status: 200,
      body: {
        diffusers_lora_file: file(weights, 'pytorch_lora_weights.safetensors', 'application/octet-stream'),
        config_file: file(Buffer.from(JSON.stringify({ ...settings, images_data_url: url.slice(0, 400), steps })), 'config.json', 'application/octet-stream'),
        debug_preprocessed_output: null,
        ...plan.extra,
      },
      headers: { 'x-fal-billable-units': String(Math.ceil(steps / 1000)) },
    };
  },
};

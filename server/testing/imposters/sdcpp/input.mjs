// What may be asked for, checked more strictly than the real server does: it takes its default where a field has the
// wrong type, which would hide a mistake of ours.

export const limits = { min_width: 64, max_width: 4096, min_height: 64, max_height: 4096, max_batch_count: 8 };
export const samplers = ['default', 'euler', 'euler_a', 'heun', 'dpm2', 'dpm++2m', 'dpm++2mv2', 'lcm'];
export const schedulers = ['default', 'discrete', 'normal', 'karras', 'exponential', 'simple'];
export const formats = ['png', 'jpeg'];

const isInteger = (value) => typeof value === 'bigint' || Number.isInteger(value);
const integer = (least, most) => (value) => isInteger(value) && value >= least && value <= most;
const number = (least, most) => (value) => typeof value === 'number' && value >= least && value <= most;
const text = (value) => typeof value === 'string';
const flag = (value) => typeof value === 'boolean';
const oneOf = (words) => (value) => words.includes(value);
const object = (fields) => ({ fields });

const fields = {
  prompt: text,
  negative_prompt: text,
  clip_skip: integer(-1, 12),
  width: integer(limits.min_width, limits.max_width),
  height: integer(limits.min_height, limits.max_height),
  seed: integer(-(2n ** 63n), 2n ** 63n - 1n),
  batch_count: integer(1, limits.max_batch_count),
  embed_image_metadata: flag,
  output_format: oneOf(formats),
  output_compression: integer(0, 100),
  sample_params: object({
    sample_method: oneOf(samplers),
    scheduler: oneOf(schedulers),
    sample_steps: integer(1, 150),
    guidance: object({ txt_cfg: number(0, 100), distilled_guidance: number(0, 100) }),
  }),
  lora: Array.isArray,
};

const loraFields = { path: text, multiplier: number(-10, 10), is_high_noise: flag };

/** Paths of the fields that are wrong, and of those that nobody knows. */
function inspect(value, known, path, found) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return found.wrong.push(path || 'body');
  for (const [name, part] of Object.entries(value)) {
    const rule = known[name];
    const place = path ? `${path}.${name}` : name;
    if (rule === undefined) found.unknown.push(place);
    else if (rule.fields) inspect(part, rule.fields, place, found);
    else if (!rule(part)) found.wrong.push(place);
  }
  return found;
}

/** `listed`: paths of the LoRAs that there are. */
export function inspectInput(input, listed) {
  const found = { wrong: [], unknown: [] };
  inspect(input, fields, '', found);
  if (typeof input?.prompt !== 'string' || input.prompt === '') found.wrong.push('prompt');
  for (const [index, lora] of (Array.isArray(input?.lora) ? input.lora : []).entries()) {
    inspect(lora, loraFields, `lora.${index}`, found);
    if (!listed.includes(lora?.path)) found.wrong.push(`lora.${index}.path`);
  }
  return found;
}

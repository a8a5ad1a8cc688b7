// Batches of small images that the embedded engine makes in no time, and what became of them.
import { shippedAdapter } from './paperflux-lora.mjs';
import { until } from './program.mjs';

/** The settings of the smallest images. */
export const small = { imageSize: { width: 256, height: 256 }, numInferenceSteps: 2 };

/** The settings of images that take the engine a good while. */
export const slow = { imageSize: { width: 1024, height: 1024 }, numInferenceSteps: 50 };

/** The same as `POST /api/generate-image` spells them. */
export const spelledOut = ({ imageSize, numInferenceSteps }) => ({ image_size: imageSize, num_inference_steps: numInferenceSteps });

/** A public LoRA of the visitor's, from a shipped file. */
export async function importLora(visitor, name = 'mira') {
  const file = new Uint8Array(await shippedAdapter(name));
  const answer = await visitor.post(`/api/loras?visibility=public&name=${name}`, file, { 'content-type': 'application/octet-stream' });
  if (answer.status !== 201) throw new Error(`import failed: ${answer.text}`);
  return answer.json;
}

export async function submit(visitor, lora, changes = {}) {
  const answer = await visitor.post('/api/generations', { loraTrainingId: lora.id, prompt: 'a fox', ...small, ...changes });
  if (answer.status !== 202) throw new Error(`submit failed: ${answer.status} ${answer.text}`);
  return answer.json.batch;
}

const isOpen = ({ state }) => state === 'queued' || state === 'running';

/** The batch once it has ended. */
export function ended(visitor, id, limit) {
  return until(async () => {
    const { json: batch } = await visitor.get(`/api/generations/${id}`);
    return isOpen(batch) ? undefined : batch;
  }, limit);
}

/** Every image of the visitor's, page by page. */
export async function allImages(visitor) {
  const images = [];
  let cursor;
  do {
    const page = (await visitor.get(`/api/images?limit=100${cursor ? `&cursor=${cursor}` : ''}`)).json;
    images.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return images;
}

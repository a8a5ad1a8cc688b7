// A server whose engine is the imposter of fal.ai, and what can be asked of the two together.
import assert from 'node:assert/strict';

import { Imposter } from '../../../server/testing/imposters/lib/start.mjs';
import { ended } from './generations.mjs';
import { fluxLora } from './paperflux-lora.mjs';
import { Wallet } from './people.mjs';
import { Server } from './program.mjs';

export const key = 'wire-test-key:bd5e2a64-secret-never-to-be-seen';
export const secret = key.split(':')[1];

/** The settings of images that cost nobody much. */
export const small = { imageSize: { width: 256, height: 256 }, numImages: 1, engine: 'fal' };

export const startFal = (options = {}) => Imposter.start('fal', { key, 'job-ms': 50, 'beat-ms': 1000, 'webhook-retry-ms': 100, ...options });

/** What the server is told about the imposter. */
export const environmentOf = (fal) => ({
  LIKENESS_DEMO: 'off',
  FAL_KEY: fal.key,
  FAL_QUEUE_URL: fal.queue,
  FAL_RUN_URL: fal.run,
  FAL_REST_URL: fal.rest,
  FAL_JWKS_URL: fal.jwks,
  FAL_FILE_ORIGINS: fal.files,
});

export async function startServer(fal, { env = {}, ...options } = {}) {
  return (await Server.start({ ...options, env: { ...environmentOf(fal), ...env } })).ready();
}

/** A public LoRA for FLUX.1, which only fal and its like can use. */
export async function importFluxLora(visitor, options) {
  const answer = await visitor.post('/api/loras?visibility=public&name=face', new Uint8Array(fluxLora(options)), { 'content-type': 'application/octet-stream' });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

/** A server with the imposter behind it, one LoRA, and people who come and go. */
export class Studio {
  static async open({ fal: falOptions, ...serverOptions } = {}) {
    const fal = await startFal(falOptions);
    const server = await startServer(fal, serverOptions);
    const owner = await new Wallet().signIn(server);
    return new Studio({ fal, server, owner, lora: await importFluxLora(owner) });
  }

  constructor(parts) {
    Object.assign(this, parts);
  }

  async close() {
    await this.server.stop();
    await this.fal.stop();
  }

  async submit(visitor, changes) {
    const answer = await visitor.post('/api/generations', { loraTrainingId: this.lora.id, prompt: 'a fox', ...small, ...changes });
    assert.equal(answer.status, 202, answer.text);
    return answer.json.batch;
  }

  /** Somebody new asks for a batch; comes back when it has ended, with what it left behind on both sides. */
  async story(changes = {}, limit = 60_000) {
    const visitor = await new Wallet().signIn(this.server);
    const { id } = await this.submit(visitor, changes);
    const batch = await ended(visitor, id, limit);
    const { remaining } = (await visitor.get('/api/generations/remaining')).json;
    return { visitor, batch, remaining, orders: await this.ordersOf(batch.finalPrompt) };
  }

  /** The requests that fal accepted for this prompt. */
  async ordersOf(prompt) {
    return (await this.fal.report()).requests.filter((request) => request.prompt === prompt);
  }
}

/** Most events in any `windowMs`, given their times. */
export function peak(times, windowMs = 1000) {
  const sorted = [...times].sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < sorted.length; ++last) {
    while (sorted[last] - sorted[first] >= windowMs) ++first;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** The key is in nothing that the server tells anybody. */
export async function tellsNoSecret(server, visitor, texts = []) {
  const paths = ['/', '/metrics', '/api/info', '/api/generations?state=active', '/api/images', '/api/openapi.json'];
  const answers = await Promise.all(paths.map(async (path) => (await visitor.get(path)).text));
  for (const text of [server.log, ...answers, ...texts]) assert.ok(!text.includes(secret), 'the key shows');
  assert.doesNotMatch(server.log, /[?&](signature|X-Goog-Signature|X-Amz-Signature|t)=[\w-]{8}/i, 'a signed link is in the log');
}

// Webhooks: signed, delivered at least once, repeated until they are acknowledged; or spoiled as a test orders it.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { request as httpRequest } from 'node:http';

import { stringifyExact } from '../lib/exact_json.mjs';
import { pause } from '../lib/http.mjs';

const firstTimeoutMs = 15_000;
const laterTimeoutMs = 120_000;
const mostAttempts = 31;
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The private key that these 32 bytes are the seed of. */
export const keyOfSeed = (seed) => createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });

/** The four headers of a webhook with this body. */
export function signed({ key, requestId, userId, timestamp, body }) {
  const message = [requestId, userId, timestamp, createHash('sha256').update(body).digest('hex')].join('\n');
  return {
    'x-fal-webhook-request-id': requestId,
    'x-fal-webhook-user-id': userId,
    'x-fal-webhook-timestamp': String(timestamp),
    'x-fal-webhook-signature': sign(null, Buffer.from(message), key).toString('hex'),
  };
}

const newKey = () => generateKeyPairSync('ed25519').privateKey;
const userId = 'user_imposter_1';

export class Webhooks {
  constructor({ settings, faults }) {
    Object.assign(this, { settings, faults });
    this.deliveries = [];
    this.keys = [keyOfSeed(Buffer.from(Array.from({ length: 32 }, (_, index) => index))), newKey()];
  }

  publishedKeys() {
    return { keys: this.keys.map((key) => createPublicKey(key).export({ format: 'jwk' })) };
  }

  /** The last key goes, a new one signs from now on. */
  rotate() {
    this.keys = [this.keys[0], newKey()];
  }

  /** Decides what becomes of a request's webhook; waits for it when it is to come before the submit answer. */
  async beforeAnswer(request) {
    if (request.webhook === undefined) return;
    request.hook = this.faults.take('webhook', request.subject) ?? { mode: 'on time' };
    if (request.hook.mode === 'forged') this.#forge(request).catch(report);
    if (request.hook.mode === 'early') await new Promise((resolve) => (request.afterHook = resolve));
  }

  onCompleted(request) {
    if (request.webhook !== undefined) this.#follow(request).catch(report);
  }

  async #follow(request) {
    while (request.hook === undefined) await pause(1); // it was done before its webhook was decided on
    const { mode, delayMs = 0, times = 2 } = request.hook;
    if (mode === 'never' || mode === 'forged') return;
    await pause(delayMs);
    const message = messageOf(request, mode);
    const attempts = mode === 'twice' ? times : 1;
    await Promise.all(Array.from({ length: attempts }, () => this.#deliver(request, message, mode)));
    request.afterHook?.();
  }

  async #deliver(request, message, mode) {
    const body = Buffer.from(stringifyExact(message));
    for (let attempt = 0; attempt < mostAttempts; ++attempt) {
      if (attempt > 0) await pause(Math.min(this.settings.webhookRetryMaxMs, this.settings.webhookRetryMs * 2 ** (attempt - 1)));
      const headers = signed({ key: this.keys.at(-1), requestId: request.id, userId, timestamp: now(), body });
      const status = await this.#post(request, body, headers, mode, attempt === 0 ? firstTimeoutMs : laterTimeoutMs);
      const isOver = status >= 200 && status < 400; // a redirect ends it for good
      request.afterHook?.();
      if (isOver) return;
    }
  }

  /** Everything that somebody without the key could send; all of it claims what is not so. */
  async #forge(request) {
    const lie = { request_id: request.id, gateway_request_id: request.id, status: 'OK', error: null, payload: { images: [{ url: request.hook.imageUrl ?? 'http://127.0.0.1:9/forged.jpg', width: 64, height: 64 }], seed: 1, has_nsfw_concepts: [false], prompt: 'forged' } };
    const body = Buffer.from(JSON.stringify(lie));
    const good = (changes) => signed({ key: this.keys.at(-1), requestId: request.id, userId, timestamp: now(), body, ...changes });
    const other = randomUUID();
    const forgeries = {
      unsigned: [body, {}],
      'another key': [body, good({ key: newKey() })],
      old: [body, good({ timestamp: now() - 301 })],
      'from the future': [body, good({ timestamp: now() + 301 })],
      tampered: [Buffer.from(JSON.stringify({ ...lie, status: 'ERROR', error: 'forged', payload: { detail: 'forged' } })), good()],
      "another request's": [body, good({ requestId: other })],
      'no signature': [body, { ...good(), 'x-fal-webhook-signature': '' }],
      'not hexadecimal': [body, { ...good(), 'x-fal-webhook-signature': 'z'.repeat(128) }],
      'half a signature': [body, { ...good(), 'x-fal-webhook-signature': good()['x-fal-webhook-signature'].slice(0, 64) }],
    };
    for (const [name, [bytes, headers]] of Object.entries(forgeries)) await this.#post(request, bytes, headers, `forged: ${name}`, firstTimeoutMs);
  }

  async #post({ id, webhook }, body, headers, mode, timeout) {
    const status = await post(webhook, body, { 'content-type': 'application/json', ...headers }, timeout);
    this.deliveries.push({ requestId: id, url: webhook, mode, status, at: Date.now() });
    return status;
  }
}

const report = (error) => process.stderr.write(`webhook: ${error.stack}\n`);
const now = () => Math.floor(Date.now() / 1000);

function messageOf({ id, outcome }, mode) {
  const ids = { request_id: id, gateway_request_id: randomUUID() };
  const isOk = outcome.status === 200;
  const status = isOk ? 'OK' : 'ERROR';
  if (mode === 'without payload') return { ...ids, status, payload: null, payload_error: 'The payload could not be serialized' };
  if (isOk) return { ...ids, status, error: null, payload: outcome.body };
  if (outcome.errorType) return { ...ids, status, error: outcome.error, payload: null };
  return { ...ids, status, error: `Invalid status code: ${outcome.status}`, payload: outcome.body };
}

/** The status of the answer, 0 when there was none. */
function post(url, body, headers, timeout) {
  return new Promise((resolve) => {
    const call = httpRequest(url, { method: 'POST', headers: { ...headers, 'content-length': body.length }, timeout }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
      answer.on('error', () => resolve(0));
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(0));
    call.end(body);
  });
}

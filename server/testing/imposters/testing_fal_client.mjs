// A plain client of the queue, for the imposter's own tests.
import assert from 'node:assert/strict';

import { parseExact } from './lib/exact_json.mjs';
import { pause } from './lib/http.mjs';

export class FalClient {
  constructor(fal, { key = fal.key } = {}) {
    this.fal = fal;
    this.headers = key === null ? {} : { authorization: `Key ${key}` };
  }

  async call(method, url, { body, headers = {} } = {}) {
    const sent = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(url, { method, body: typeof body === 'object' ? JSON.stringify(body) : body, headers: { ...this.headers, ...sent, ...headers }, redirect: 'manual' });
    const text = await answer.text();
    let json;
    try {
      json = parseExact(text);
    } catch {
      json = undefined;
    }
    return { status: answer.status, headers: answer.headers, text, json };
  }

  submit(body, { app = 'fal-ai/flux-lora', query = '', headers } = {}) {
    return this.call('POST', `${this.fal.queue}/${app}${query}`, { body, headers });
  }

  get(url) {
    return this.call('GET', url);
  }

  /** Polls until COMPLETED and fetches the result. */
  async finish({ json: { status_url: statusUrl, response_url: responseUrl } }, statuses = []) {
    for (;;) {
      const status = await this.get(statusUrl);
      statuses.push(status);
      if (status.json?.status === 'COMPLETED') break;
      await pause(10);
    }
    return this.get(responseUrl);
  }

  async run(body, options) {
    const submitted = await this.submit(body, options);
    assert.equal(submitted.status, 200, submitted.text);
    return this.finish(submitted);
  }
}

/** The size that a JPEG or PNG file tells. */
export function sizeOf(bytes) {
  if (bytes[0] === 0x89) return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  let at = 2;
  while (bytes[at + 1] !== 0xc0) at += 2 + bytes.readUInt16BE(at + 2);
  return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
}

// Finished files: public to whoever knows the link, and no place for a key. Uploaded files live here too.
import { randomBytes } from 'node:crypto';
import { pipeline } from 'node:stream/promises';

import { failCall } from '../lib/calls.mjs';
import { pause, Refusal, reset, send, sendJson } from '../lib/http.mjs';
import { picture } from '../lib/pictures.mjs';

const hugeChunk = Buffer.alloc(1 << 20, 0x55);

export class Files {
  constructor({ faults, addresses, keyLeaks }) {
    Object.assign(this, { faults, addresses, keyLeaks });
    this.known = new Map();
    this.calls = {};
    this.handle = this.handle.bind(this);
  }

  /** Puts a file on offer and gives its link. `{kind: 'picture', ...}` is drawn when it is asked for; `{kind: 'bytes', bytes, type}` is as it is. */
  offer(file, { name, foreign = false } = {}) {
    const random = randomBytes(16).toString('base64url');
    const path = `/files/b/${randomBytes(4).toString('hex')}/${random}${name ? `_${name}` : `.${file.format === 'png' ? 'png' : 'jpg'}`}`;
    this.known.set(path, file);
    return (foreign ? this.addresses.elsewhere : this.addresses.files) + path;
  }

  dataUri(image) {
    return `data:image/${image.format};base64,${picture(image).toString('base64')}`;
  }

  async handle(request, response) {
    const { pathname } = new URL(request.url, 'http://files');
    this.calls[pathname] = (this.calls[pathname] ?? 0) + 1;
    if (this.keyLeaks.look('files', request.url, request.headers)) throw new Refusal(400, { detail: 'No key belongs here' });
    if (!['GET', 'HEAD'].includes(request.method)) throw new Refusal(405, { detail: 'Method Not Allowed' });
    const file = this.known.get(pathname);
    if (file === undefined) throw new Refusal(404, { detail: 'Not Found' });
    await this.#serve(file, response, this.faults.take('file', { prompt: file.prompt ?? '', path: pathname }));
  }

  /** `fault`: a failing call (`answer`), or one of the kinds below. */
  async #serve(file, response, fault) {
    if (await failCall(response, fault)) return;
    const bytes = file.kind === 'picture' ? picture({ ...file, ...fault?.picture }) : file.bytes;
    const type = file.kind === 'picture' ? `image/${file.format}` : file.type;
    const headers = { 'content-type': fault?.type ?? type, 'cache-control': 'public, max-age=31536000' };
    switch (fault?.kind) {
      case undefined:
        return send(response, 200, bytes, headers);
      case 'truncated': // the connection ends in the middle
        response.writeHead(200, { ...headers, 'content-length': bytes.length });
        return void response.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => reset(response), 20));
      case 'short': // the answer is whole, the file is not
        return send(response, 200, bytes.subarray(0, bytes.length / 2), headers);
      case 'garbage':
        return send(response, 200, randomBytes(bytes.length), headers);
      case 'page':
        return send(response, 200, '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' });
      case 'huge':
        return sendEndlessly(response, bytes, headers);
      case 'vast': // says so before it comes
        response.writeHead(200, { ...headers, 'content-length': 10 * 2 ** 30 });
        return void response.write(bytes);
      case 'slow':
        return sendSlowly(response, bytes, headers, fault.bytesPerSecond ?? 100);
      case 'redirect':
        return void response.writeHead(302, { location: this.addresses.elsewhere + '/image.jpg', 'content-length': 0 }).end();
      default:
        return sendJson(response, 500, { detail: `there is no ${fault.kind}` });
    }
  }
}

async function sendEndlessly(response, bytes, headers) {
  response.writeHead(200, headers);
  const endless = function* endless() {
    yield bytes;
    for (;;) yield hugeChunk;
  };
  await pipeline(endless, response).catch(() => {}); // until whoever asked has had enough
}

async function sendSlowly(response, bytes, headers, bytesPerSecond) {
  response.writeHead(200, { ...headers, 'content-length': bytes.length });
  for (let at = 0; at < bytes.length && !response.destroyed; at += bytesPerSecond / 4) {
    response.write(bytes.subarray(at, at + bytesPerSecond / 4));
    await pause(250);
  }
  response.end();
}

// Storage for what goes into a model, and the keys that webhooks are signed with.
import { createHash, randomBytes } from 'node:crypto';

import { failCall } from '../lib/calls.mjs';
import { Refusal, readBody, sendJson } from '../lib/http.mjs';
import { checkKey } from './account.mjs';

const linkLifeMs = 120_000;

export class RestOrigin {
  constructor({ settings, faults, files, addresses, webhooks, counts, keyLeaks }) {
    Object.assign(this, { settings, faults, files, addresses, webhooks, counts, keyLeaks });
    this.uploads = new Map();
    this.handle = this.handle.bind(this);
    this.handleUpload = this.handleUpload.bind(this);
  }

  async handle(request, response) {
    const { pathname, searchParams } = new URL(request.url, 'http://rest');
    if (!pathname.startsWith(this.settings.prefix)) throw new Refusal(404, { detail: 'Not Found' });
    switch (pathname.slice(this.settings.prefix.length)) {
      case '/.well-known/jwks.json':
        return this.#keys(request, response);
      case '/storage/upload/initiate':
        return this.#initiate(request, response, searchParams, false);
      case '/storage/upload/initiate-multipart':
        return this.#initiate(request, response, searchParams, true);
      default:
        throw new Refusal(404, { detail: 'Not Found' });
    }
  }

  async #keys(request, response) {
    ++this.counts.jwksCalls;
    if (await failCall(response, this.faults.take('jwks', {}))) return;
    sendJson(response, 200, this.webhooks.publishedKeys(), { 'cache-control': 'public, max-age=3600' });
  }

  async #initiate(request, response, query, isMultipart) {
    if (request.method !== 'POST') throw new Refusal(405, { detail: 'Method Not Allowed' });
    checkKey(request, this.settings, undefined);
    const { file_name: name, content_type: type } = JSON.parse(await readBody(request));
    if (await failCall(response, this.faults.take('storage', { name, stage: 'initiate' }))) return;
    if (query.get('storage_type') !== 'fal-cdn-v3' || typeof name !== 'string' || typeof type !== 'string') throw new Refusal(422, { detail: [{ loc: ['body'], msg: 'Field required', type: 'missing' }] });
    const upload = { name, type, isMultipart, parts: new Map(), madeAt: Date.now(), token: randomBytes(12).toString('hex'), lifecycle: request.headers['x-fal-object-lifecycle'] };
    upload.fileUrl = this.files.offer({ kind: 'bytes', bytes: undefined, type }, { name });
    this.uploads.set(upload.token, upload);
    sendJson(response, 200, { upload_url: `${this.addresses.uploads}/upload/${upload.token}?signature=${randomBytes(8).toString('hex')}`, file_url: upload.fileUrl });
  }

  /** The bytes themselves come to an origin of their own, by a link that needs no key. */
  async handleUpload(request, response) {
    const { pathname, searchParams } = new URL(request.url, 'http://uploads');
    const [, , token, part] = pathname.split('/');
    if (this.keyLeaks.look('uploads', request.url, request.headers)) throw new Refusal(400, { detail: 'No key belongs here' });
    const upload = this.uploads.get(token);
    if (upload === undefined || searchParams.get('signature') === null) throw new Refusal(404, { detail: 'Not Found' });
    if (Date.now() - upload.madeAt > linkLifeMs) throw new Refusal(403, { detail: 'The link has expired' });
    const bytes = await readBody(request);
    if (await failCall(response, this.faults.take('storage', { name: upload.name, stage: 'put' }))) return undefined;
    if (part === 'complete' && request.method === 'POST') return this.#complete(upload, JSON.parse(bytes), response);
    if (request.method !== 'PUT') throw new Refusal(405, { detail: 'Method Not Allowed' });
    if (!upload.isMultipart && request.headers['content-type'] !== upload.type) throw new Refusal(403, { detail: 'Another Content-Type was announced' });
    if (!upload.isMultipart) return this.#keep(upload, bytes, response, {});
    if (!/^[1-9]\d{0,4}$/.test(part ?? '')) throw new Refusal(400, { detail: 'Parts have numbers from 1' });
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    upload.parts.set(Number(part), { bytes, etag });
    return sendJson(response, 200, { partNumber: Number(part), etag }, { etag });
  }

  #complete(upload, { parts }, response) {
    const isWhole = Array.isArray(parts) && parts.length === upload.parts.size && parts.every(({ partNumber, etag }, index) => partNumber === index + 1 && upload.parts.get(partNumber)?.etag === etag);
    if (!isWhole) throw new Refusal(400, { detail: 'The parts do not fit' });
    this.#keep(upload, Buffer.concat(parts.map(({ partNumber }) => upload.parts.get(partNumber).bytes)), response, {});
  }

  #keep(upload, bytes, response, body) {
    upload.size = bytes.length;
    this.files.known.get(new URL(upload.fileUrl).pathname).bytes = bytes;
    sendJson(response, 200, body);
  }
}

// Uploads of the JSON API: media, multipart, resumable.
import { randomBytes } from 'node:crypto';

import { jsonFailure } from './cloud_gcs_objects.mjs';
import { Intake } from './cloud_hashes.mjs';
import { parameters } from './cloud_signatures.mjs';

const step = 262_144;
const mostInOnePart = 64 << 20;

const json = (value) => ({ status: 200, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify(value) });
const invalid = (message) => jsonFailure(400, 'invalid', message);

async function whole(body) {
  const chunks = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > mostInOnePart) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The two parts of multipart/related, or undefined. */
function partsOf(body, boundary) {
  const fence = Buffer.from(`--${boundary}`);
  const parts = [];
  let at = body.indexOf(fence);
  while (at >= 0) {
    const begin = at + fence.length;
    if (body.subarray(begin, begin + 2).toString() === '--') return parts.length === 2 ? parts : undefined;
    at = body.indexOf(Buffer.concat([Buffer.from('\r\n'), fence]), begin);
    const head = body.indexOf('\r\n\r\n', begin);
    if (at < 0 || head < 0 || head > at) return undefined;
    const type = /^content-type:\s*(\S[^\r\n]*)/im.exec(body.subarray(begin, head).toString());
    parts.push({ type: type?.[1] ?? '', body: body.subarray(head + 4, at) });
    at += 2;
  }
  return undefined;
}

/** Why the hashes that the client declared are not those of the bytes. */
function wrongHash(declared, facts) {
  for (const [name, bytes] of [['crc32c', facts.crc32c], ['md5Hash', facts.md5]]) {
    const actual = bytes.toString('base64');
    if (declared[name] !== undefined && declared[name] !== actual) {
      return invalid(`Provided ${name === 'crc32c' ? 'CRC32C' : 'MD5 hash'} "${declared[name]}" doesn't match calculated ${name === 'crc32c' ? 'CRC32C' : 'MD5 hash'} "${actual}".`);
    }
  }
  return undefined;
}

export class Uploads {
  constructor(objects, keepsBytes) {
    this.objects = objects;
    this.keepsBytes = keepsBytes;
    this.clear();
  }

  clear() {
    this.sessions = new Map();
  }

  open = () => [...this.sessions.values()].filter((session) => !session.object).length;

  #intake = () => new Intake({ keepsBytes: this.keepsBytes, crc32c: true });

  /** A body that is the object. */
  async store(request, place) {
    const intake = await this.#intake().addAll(request.body);
    return this.objects.keep({ ...place, facts: intake.end() });
  }

  async answer(request, accounts) {
    const query = Object.fromEntries(parameters(request.query));
    if (query.upload_id !== undefined) return this.#continue(request, query.upload_id);
    const refusal = accounts.refuse(request);
    if (refusal) return refusal;
    const bucket = decodeURIComponent(request.path.split('/')[5]);
    if (request.method !== 'POST' || !/\/o$/.test(request.path)) return jsonFailure(405, 'methodNotAllowed', 'Method Not Allowed');
    if (!this.objects.has(bucket)) return jsonFailure(404, 'notFound', 'The specified bucket does not exist.');
    if (query.uploadType === 'media') return this.#media(request, bucket, query);
    if (query.uploadType === 'multipart') return this.#multipart(request, bucket, query);
    if (query.uploadType === 'resumable') return this.#begin(request, bucket, query);
    return invalid(`Invalid upload type: ${query.uploadType}`);
  }

  #refuseName(bucket, name, query) {
    if (!name || Buffer.byteLength(name) > 1024 || /[\r\n]/.test(name)) return invalid('Required parameter: name');
    if (query.ifGenerationMatch === '0' && this.objects.find(bucket, name)) return jsonFailure(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.');
    return undefined;
  }

  async #media(request, bucket, query) {
    request.counted('upload media');
    const refusal = this.#refuseName(bucket, query.name, query);
    if (refusal) return refusal;
    const contentType = request.headers['content-type'] ?? 'application/octet-stream';
    const object = await this.store(request, { bucket, name: query.name, contentType });
    return json(this.objects.resource(object, request.fault === 'wrong_hash'));
  }

  async #multipart(request, bucket, query) {
    request.counted('upload multipart');
    const boundary = /^multipart\/related;.*\bboundary="?([^";]+)"?/i.exec(request.headers['content-type'] ?? '')?.[1];
    const body = await whole(request.body);
    if (!body) return jsonFailure(413, 'uploadTooLarge', 'Too large for one request.');
    const parts = boundary && partsOf(body, boundary);
    if (!parts || !/^application\/json\b/.test(parts[0].type)) return invalid('Malformed multipart body.');
    let declared;
    try {
      declared = JSON.parse(parts[0].body.toString());
    } catch {
      return jsonFailure(400, 'parseError', 'Parse Error');
    }
    const name = query.name ?? declared.name;
    const refusal = this.#refuseName(bucket, name, query);
    if (refusal) return refusal;
    const intake = this.#intake();
    const bytes = Buffer.from(parts[1].body);
    if (request.fault === 'corrupt_stored') bytes[0] ^= 1;
    intake.add(bytes);
    const facts = intake.end();
    const wrong = wrongHash(declared, facts);
    if (wrong) return wrong;
    const object = this.objects.keep({ bucket, name, contentType: declared.contentType ?? parts[1].type, cacheControl: declared.cacheControl, facts });
    return json(this.objects.resource(object, request.fault === 'wrong_hash'));
  }

  async #begin(request, bucket, query) {
    request.counted('upload begin');
    const text = (await whole(request.body)).toString();
    const declared = text === '' ? {} : JSON.parse(text);
    const name = query.name ?? declared.name;
    const refusal = this.#refuseName(bucket, name, query);
    if (refusal) return refusal;
    const id = randomBytes(32).toString('base64url');
    const expected = request.headers['x-upload-content-length'];
    const contentType = declared.contentType ?? request.headers['x-upload-content-type'] ?? 'application/octet-stream';
    this.sessions.set(id, { bucket, name, query, declared, contentType, expected: expected === undefined ? undefined : Number(expected), intake: this.#intake() });
    const location = `http://${request.headers.host}/upload/storage/v1/b/${encodeURIComponent(bucket)}/o?uploadType=resumable&name=${encodeURIComponent(name)}&upload_id=${id}`;
    return { status: 200, headers: { location, 'x-guploader-uploadid': id } };
  }

  #unfinished(session) {
    return { status: 308, headers: session.intake.length > 0 ? { range: `bytes=0-${session.intake.length - 1}` } : {} };
  }

  /** The next bytes of a session; its address is all the permission that is needed. */
  async #continue(request, id) {
    const session = this.sessions.get(id);
    if (!session) return jsonFailure(404, 'notFound', 'Upload session not found.');
    if (request.method === 'DELETE') {
      this.sessions.delete(id);
      return { status: 499, headers: {} };
    }
    if (request.method !== 'PUT') return jsonFailure(405, 'methodNotAllowed', 'Method Not Allowed');
    if (session.object) return json(this.objects.resource(session.object));
    const range = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(request.headers['content-range'] ?? (request.headers['content-length'] === '0' ? '' : `bytes 0-${Number(request.headers['content-length']) - 1}/${request.headers['content-length']}`));
    if (!range) return invalid('Failed to parse Content-Range header.');
    const total = range[3] === '*' ? undefined : Number(range[3]);
    if (total !== undefined && session.expected !== undefined && total !== session.expected) return invalid('The total is not what X-Upload-Content-Length said.');
    if (range[1] === undefined) {
      request.counted('upload ask');
      return total === session.intake.length ? this.#finish(request, session) : this.#unfinished(session);
    }
    request.counted('upload chunk');
    return this.#chunk(request, session, Number(range[1]), Number(range[2]), total);
  }

  async #chunk(request, session, first, last, total) {
    const size = last - first + 1;
    const isLast = total !== undefined && last + 1 === total;
    if (Number(request.headers['content-length']) !== size) return invalid('Content-Length is not what Content-Range says.');
    if (!isLast && size % step !== 0) return invalid('Non-final chunks must be multiples of 262144 bytes.');
    if (first > session.intake.length) return this.#unfinished(session);
    let skip = session.intake.length - first;
    const kept = [];
    let length = 0;
    try {
      for await (const chunk of request.body) {
        const fresh = chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - fresh.length;
        kept.push(fresh);
        length += fresh.length;
      }
    } catch (error) {
      // Whole steps of what came before the break are kept.
      const whole = length - (length % step);
      session.intake.add(Buffer.concat(kept).subarray(0, whole));
      throw error;
    }
    kept.forEach((chunk) => session.intake.add(chunk));
    return isLast ? this.#finish(request, session) : this.#unfinished(session);
  }

  #finish(request, session) {
    const refusal = this.#refuseName(session.bucket, session.name, session.query);
    if (refusal) return refusal;
    const facts = session.intake.end();
    const wrong = wrongHash(session.declared, facts);
    if (wrong) {
      this.sessions.forEach((one, id) => one === session && this.sessions.delete(id));
      return wrong;
    }
    session.object = this.objects.keep({ ...session, cacheControl: session.declared.cacheControl, facts });
    return json(this.objects.resource(session.object, request.fault === 'wrong_hash'));
  }
}

// Buckets and objects of the JSON API: look, read, list, delete.
import { read } from './cloud_reading.mjs';
import { parameters } from './cloud_signatures.mjs';

const json = (status, value, headers = {}) => ({ status, headers: { 'content-type': 'application/json; charset=UTF-8', ...headers }, body: JSON.stringify(value) });

export function jsonFailure(status, reason, message) {
  return json(status, { error: { code: status, message, errors: [{ message, domain: 'global', reason }] } });
}

const compareBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

export class ObjectApi {
  constructor(bucketNames) {
    this.bucketNames = bucketNames;
    this.generation = Date.now() * 1000;
    this.clear();
  }

  clear() {
    this.buckets = new Map(this.bucketNames.map((name) => [name, new Map()]));
  }

  /** By another hand than ours: whoever asks for it next learns it. */
  lose(name) {
    for (const objects of this.buckets.values()) objects.delete(name);
  }

  names = () => this.bucketNames;
  has = (bucket) => this.buckets.has(bucket);
  find = (bucket, name) => this.buckets.get(bucket)?.get(name);
  drop = (bucket, name) => this.buckets.get(bucket).delete(name);

  keep({ bucket, name, contentType, cacheControl, facts }) {
    this.generation += 1;
    const object = { ...facts, bucket, name, contentType, cacheControl, generation: String(this.generation), modified: new Date() };
    object.etag = `"${facts.md5.toString('hex')}"`;
    this.buckets.get(bucket).set(name, object);
    return object;
  }

  hashField = (object) => `crc32c=${object.crc32c.toString('base64')},md5=${object.md5.toString('base64')}`;

  state() {
    const view = ({ length, md5, crc32c, contentType, cacheControl }) => ({ size: length, md5: md5.toString('hex'), crc32c: crc32c.toString('base64'), contentType, cacheControl });
    return Object.fromEntries([...this.buckets].map(([bucket, objects]) => [bucket, Object.fromEntries([...objects].map(([name, object]) => [name, view(object)]))]));
  }

  /** The object resource; `isWrong` makes it tell hashes of something else. */
  resource(object, isWrong = false) {
    const hash = (bytes) => (isWrong ? Buffer.from(bytes).fill(7) : bytes).toString('base64');
    return {
      kind: 'storage#object',
      id: `${object.bucket}/${object.name}/${object.generation}`,
      name: object.name,
      bucket: object.bucket,
      generation: object.generation,
      metageneration: '1',
      contentType: object.contentType,
      ...(object.cacheControl ? { cacheControl: object.cacheControl } : {}),
      storageClass: 'STANDARD',
      size: String(object.length),
      md5Hash: hash(object.md5),
      crc32c: hash(object.crc32c),
      etag: Buffer.from(object.generation).toString('base64'),
      timeCreated: object.modified.toISOString(),
      updated: object.modified.toISOString(),
    };
  }

  async answer(request, path, accounts) {
    const refusal = accounts.refuse(request);
    if (refusal) return refusal;
    const [, , bucketPart, kind, ...rest] = path.split('/');
    const bucket = decodeURIComponent(bucketPart ?? '');
    if (!this.has(bucket)) return jsonFailure(404, 'notFound', 'The specified bucket does not exist.');
    if (kind === undefined && request.method === 'GET') {
      request.counted('bucket');
      return json(200, { kind: 'storage#bucket', id: bucket, name: bucket, location: 'EU', storageClass: 'STANDARD' });
    }
    if (kind !== 'o' || rest.length > 1) return jsonFailure(404, 'notFound', 'Not Found');
    return rest.length === 0 || rest[0] === '' ? this.#list(request, bucket) : this.#object(request, bucket, decodeURIComponent(rest[0]));
  }

  #object(request, bucket, name) {
    const query = Object.fromEntries(parameters(request.query));
    const object = this.find(bucket, name);
    request.counted(request.method === 'GET' ? (query.alt === 'media' ? 'get' : 'stat') : request.method.toLowerCase());
    if (!object) return jsonFailure(404, 'notFound', `No such object: ${bucket}/${name}`);
    if (request.method === 'DELETE') {
      this.drop(bucket, name);
      return { status: 204, headers: {} };
    }
    if (request.method !== 'GET') return jsonFailure(405, 'methodNotAllowed', 'Method Not Allowed');
    if (query.alt !== 'media') return json(200, this.resource(object, request.fault === 'wrong_hash'));
    const told = request.fault === 'wrong_hash' ? { ...object, crc32c: Buffer.alloc(4, 7), md5: Buffer.alloc(16, 7) } : object;
    return read(request, object, { 'content-type': object.contentType, 'x-goog-hash': this.hashField(told), 'x-goog-generation': object.generation }, (status) =>
      jsonFailure(status, status === 416 ? 'requestedRangeNotSatisfiable' : 'conditionNotMet', 'It cannot be done.'),
    );
  }

  #list(request, bucket) {
    request.counted('list');
    if (request.method !== 'GET') return jsonFailure(405, 'methodNotAllowed', 'Method Not Allowed');
    const { prefix = '', maxResults = '1000', pageToken } = Object.fromEntries(parameters(request.query));
    const most = Number(maxResults);
    if (!Number.isInteger(most) || most < 1) return jsonFailure(400, 'invalid', `Invalid unsigned integer value: '${maxResults}'.`);
    let after = '';
    if (pageToken !== undefined) {
      after = Buffer.from(pageToken, 'base64').toString();
      if (!after.startsWith('after ')) return jsonFailure(400, 'invalid', `Invalid page token: ${pageToken}`);
      after = after.slice(6);
    }
    const names = [...this.buckets.get(bucket).keys()].filter((name) => name.startsWith(prefix) && compareBytes(name, after) > 0).sort(compareBytes);
    const page = names.slice(0, Math.min(most, 1000));
    const answer = { kind: 'storage#objects' };
    if (page.length > 0) answer.items = page.map((name) => this.resource(this.find(bucket, name)));
    if (page.length < names.length) answer.nextPageToken = Buffer.from(`after ${page.at(-1)}`).toString('base64');
    return json(200, answer);
  }
}

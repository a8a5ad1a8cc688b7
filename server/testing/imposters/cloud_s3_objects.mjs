// Buckets and objects of S3: put, get, head, delete, list.
import { Intake } from './cloud_hashes.mjs';
import { read } from './cloud_reading.mjs';
import { escaped, xml, xmlFailure } from './cloud_xml.mjs';

const namespace = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

export const codes = { 400: 'BadRequest', 403: 'AccessDenied', 408: 'RequestTimeout', 412: 'PreconditionFailed', 416: 'InvalidRange', 429: 'TooManyRequests', 500: 'InternalError', 503: 'SlowDown' };

export const xmlAnswer = (root, inner) => ({ status: 200, headers: { 'content-type': 'application/xml' }, body: xml(root, inner, namespace) });

const compareBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const notFound = (key) => xmlFailure(404, 'NoSuchKey', 'The specified key does not exist.', `<Key>${escaped(key)}</Key>`);

/** A request's body with the hashes that its headers promise; {facts} or {refusal}. */
export async function take(request, keepsBytes) {
  if (request.headers['content-length'] === undefined) return { refusal: xmlFailure(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.') };
  const isHashed = /^[0-9a-f]{64}$/.test(request.payload);
  const facts = (await new Intake({ keepsBytes, sha256: isHashed }).addAll(request.body)).end();
  if (isHashed && facts.sha256.toString('hex') !== request.payload) {
    return { refusal: xmlFailure(400, 'XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.") };
  }
  const md5 = request.headers['content-md5'];
  if (md5 !== undefined && md5 !== facts.md5.toString('base64')) return { refusal: xmlFailure(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.') };
  return { facts };
}

export class S3Objects {
  constructor(bucketNames, keepsBytes) {
    this.bucketNames = bucketNames;
    this.keepsBytes = keepsBytes;
    this.clear();
  }

  clear() {
    this.buckets = new Map(this.bucketNames.map((name) => [name, new Map()]));
  }

  /** By another hand than ours: whoever asks for it next learns it. */
  lose(key) {
    for (const objects of this.buckets.values()) objects.delete(key);
  }

  names = () => this.bucketNames;
  has = (bucket) => this.buckets.has(bucket);

  keep(bucket, key, { length, bytes, etag, contentType, cacheControl }) {
    this.buckets.get(bucket).set(key, { length, bytes, etag: `"${etag}"`, contentType, cacheControl, modified: new Date() });
  }

  state() {
    const view = ({ length, etag, contentType, cacheControl }) => ({ size: length, etag, contentType, cacheControl });
    return Object.fromEntries([...this.buckets].map(([bucket, objects]) => [bucket, Object.fromEntries([...objects].map(([key, object]) => [key, view(object)]))]));
  }

  answerBucket(request, bucket) {
    if (request.method === 'HEAD') return { status: 200, headers: {} };
    if (request.method !== 'GET' || request.query['list-type'] !== '2') return xmlFailure(501, 'NotImplemented', 'A header or query you provided implies functionality that is not implemented.');
    request.counted('list');
    return this.#list(request.query, bucket);
  }

  async answerObject(request, bucket, key) {
    const { method, query } = request;
    request.counted(method === 'HEAD' ? 'stat' : method.toLowerCase());
    const objects = this.buckets.get(bucket);
    if (method === 'PUT') return this.#put(request, bucket, key);
    if (method === 'DELETE') {
      objects.delete(key);
      return { status: 204, headers: {} };
    }
    const object = objects.get(key);
    if (!object) return notFound(key);
    const headers = { 'content-type': query['response-content-type'] ?? object.contentType, 'x-amz-request-id': '4442587FB7D0A2F9' };
    if (object.cacheControl) headers['cache-control'] = object.cacheControl;
    if (query['response-content-disposition']) headers['content-disposition'] = query['response-content-disposition'];
    const told = request.fault === 'wrong_hash' ? { ...object, etag: `"${'0'.repeat(32)}"` } : object;
    return read(request, told, headers, (status) => xmlFailure(status, codes[status] ?? 'InternalError', 'It cannot be done.'));
  }

  async #put(request, bucket, key) {
    if (Buffer.byteLength(key) > 1024) return xmlFailure(400, 'KeyTooLongError', 'Your key is too long');
    const { facts, refusal } = await take(request, this.keepsBytes);
    if (refusal) return refusal;
    const etag = facts.md5.toString('hex');
    this.keep(bucket, key, { ...facts, etag, contentType: request.headers['content-type'] ?? 'binary/octet-stream', cacheControl: request.headers['cache-control'] });
    return { status: 200, headers: { etag: `"${request.fault === 'wrong_hash' ? '0'.repeat(32) : etag}"` } };
  }

  #list(query, bucket) {
    const { prefix = '', 'max-keys': maxKeys = '1000', 'continuation-token': token, 'start-after': startAfter = '', 'encoding-type': encoding } = query;
    const most = Math.min(Number(maxKeys), 1000);
    if (!Number.isInteger(most) || most < 0) return xmlFailure(400, 'InvalidArgument', 'Argument maxKeys must be an integer between 0 and 2147483647');
    let after = startAfter;
    if (token !== undefined) {
      after = Buffer.from(token, 'base64').toString();
      if (!after.startsWith('after ')) return xmlFailure(400, 'InvalidArgument', 'The continuation token provided is incorrect');
      after = after.slice(6);
    }
    const keys = [...this.buckets.get(bucket).keys()].filter((key) => key.startsWith(prefix) && compareBytes(key, after) > 0).sort(compareBytes);
    const page = keys.slice(0, most);
    const isCut = page.length < keys.length;
    const text = encoding === 'url' ? (key) => encodeURIComponent(key).replace(/%2F/g, '/') : escaped;
    const contents = page.map((key) => {
      const object = this.buckets.get(bucket).get(key);
      return `<Contents><Key>${text(key)}</Key><LastModified>${object.modified.toISOString()}</LastModified><ETag>${escaped(object.etag)}</ETag><Size>${object.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
    });
    const next = isCut ? `<NextContinuationToken>${Buffer.from(`after ${page.at(-1) ?? ''}`).toString('base64')}</NextContinuationToken>` : '';
    return xmlAnswer('ListBucketResult', `<Name>${bucket}</Name><Prefix>${escaped(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${isCut}</IsTruncated>${next}${contents.join('')}`);
  }
}

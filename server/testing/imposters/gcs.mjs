// An imposter of Google Cloud Storage: token endpoint, JSON API, and signed links of the XML API, on one port.
// node gcs.mjs [--port 0] [--buckets a,b,c] [--keep all|hash] [--tokenLife 3600]
// Prints {port, clientEmail, privateKey, projectId} on its first line. Faults and counts: see cloud_server.mjs.
import { Accounts } from './cloud_gcs_accounts.mjs';
import { jsonFailure, ObjectApi } from './cloud_gcs_objects.mjs';
import { Uploads } from './cloud_gcs_uploads.mjs';
import { read } from './cloud_reading.mjs';
import { options, serve } from './cloud_server.mjs';
import { parameters } from './cloud_signatures.mjs';
import { xmlFailure } from './cloud_xml.mjs';

const given = options({
  port: '0',
  buckets: 'halloween-costume-loras,halloween-costume-generated-images,halloween-costume-images',
  keep: 'all',
  tokenLife: '3600',
});
const accounts = new Accounts(Number(given.tokenLife));
const objects = new ObjectApi(given.buckets.split(','));
const uploads = new Uploads(objects, given.keep === 'all');

const codes = { 403: 'AccessDenied', 412: 'PreconditionFailed', 416: 'InvalidRange', 429: 'SlowDown', 503: 'ServiceUnavailable' };

/** Bucket and object of the XML API: in the path, or the bucket before the host. */
function placeOf({ path, headers }) {
  const [host] = headers.host.split(':');
  const virtual = objects.names().find((bucket) => host.startsWith(`${bucket}.`));
  const [, first, ...rest] = path.split('/').map(decodeURIComponent);
  return virtual ? { bucket: virtual, name: [first, ...rest].join('/') } : { bucket: first, name: rest.join('/') };
}

async function linked(request) {
  const pairs = parameters(request.query);
  const refusal = accounts.refuseLink(request, pairs);
  if (refusal) return refusal;
  const { bucket, name } = placeOf(request);
  request.counted(`link ${request.method}`);
  if (!objects.has(bucket)) return xmlFailure(404, 'NoSuchBucket', 'The specified bucket does not exist.');
  if (request.method === 'PUT') {
    const stored = await uploads.store(request, { bucket, name, contentType: request.headers['content-type'] ?? 'application/octet-stream' });
    return { status: 200, headers: { etag: stored.etag, 'x-goog-hash': objects.hashField(stored) } };
  }
  if (request.method === 'DELETE') return objects.drop(bucket, name) ? { status: 204, headers: {} } : xmlFailure(404, 'NoSuchKey', 'The specified key does not exist.');
  const object = objects.find(bucket, name);
  if (!object) return xmlFailure(404, 'NoSuchKey', 'The specified key does not exist.');
  const wish = Object.fromEntries(pairs);
  const headers = {
    'content-type': wish['response-content-type'] ?? object.contentType,
    'cache-control': object.cacheControl ?? 'private, max-age=0',
    'x-goog-hash': objects.hashField(object),
    'x-goog-generation': object.generation,
  };
  if (wish['response-content-disposition']) headers['content-disposition'] = wish['response-content-disposition'];
  return read(request, object, headers, (status) => xmlFailure(status, codes[status] ?? 'InternalError', 'It cannot be done.'));
}

const store = {
  async answer(request) {
    const { path } = request;
    if (path === '/token') return accounts.token(request);
    if (/^\/upload\/storage\/v1\/b\//.test(path)) return uploads.answer(request, accounts);
    const api = /^(?:\/storage\/v1)?(\/b\/.*)$/.exec(path);
    if (api && !request.query.includes('X-Goog-Signature=')) return objects.answer(request, api[1], accounts);
    return linked(request);
  },
  failure(status, line) {
    if (/ (\/upload)?(\/storage\/v1)?\/b\/| \/token/.test(line) && !line.includes('X-Goog-Signature=')) return jsonFailure(status, 'backendError', 'It went wrong on our side.');
    return xmlFailure(status, codes[status] ?? 'InternalError', 'It went wrong on our side.');
  },
  spoilsItself: (line) => line.includes('uploadType=multipart'), // the object's bytes, not the first of the body
  state: () => ({ objects: objects.state(), openUploads: uploads.open(), tokens: accounts.handedOut }),
  control(wish) {
    if (wish.expireTokens) accounts.expireTokens();
    if (wish.lose) objects.lose(wish.lose);
  },
  clear() {
    objects.clear();
    uploads.clear();
    accounts.clear();
  },
};

await serve({ port: given.port, store, facts: accounts.facts() });

// An imposter of S3 and its relatives, with SigV4 in headers and in queries.
// node s3.mjs [--port 0] [--buckets a,b,c] [--keep all|hash] [--region us-east-1] [--flavour aws|r2]
// Prints {port, accessKeyId, secretAccessKey, region} on its first line. Faults and counts: see cloud_server.mjs.
import { Credentials } from './cloud_s3_credentials.mjs';
import { Multipart } from './cloud_s3_multipart.mjs';
import { codes, S3Objects } from './cloud_s3_objects.mjs';
import { options, serve } from './cloud_server.mjs';
import { parameters } from './cloud_signatures.mjs';
import { xmlFailure } from './cloud_xml.mjs';

const given = options({
  port: '0',
  buckets: 'halloween-costume-loras,halloween-costume-generated-images,halloween-costume-images',
  keep: 'all',
  region: 'us-east-1',
  flavour: 'aws',
});
const credentials = new Credentials(given.region, given.flavour);
const objects = new S3Objects(given.buckets.split(','), given.keep === 'all');
const multipart = new Multipart(objects, given.keep === 'all');

/** Bucket and key: in the path, or the bucket before the host. */
function placeOf({ path, headers }) {
  const [host] = headers.host.split(':');
  const virtual = objects.names().find((bucket) => host.startsWith(`${bucket}.`));
  const [, first, ...rest] = path.split('/').map(decodeURIComponent);
  return virtual ? { bucket: virtual, key: [first, ...rest].join('/') } : { bucket: first, key: rest.join('/') };
}

async function answer(request) {
  const pairs = parameters(request.query);
  if (!pairs) return xmlFailure(400, 'InvalidURI', "Couldn't parse the specified URI.");
  const claim = credentials.check(request, pairs);
  if (claim.refusal) return claim.refusal;
  const { bucket, key } = placeOf(request);
  if (!objects.has(bucket)) return xmlFailure(404, 'NoSuchBucket', 'The specified bucket does not exist');
  const query = Object.fromEntries(pairs);
  const asked = { ...request, payload: claim.payload, query };
  if (key === '') return objects.answerBucket(asked, bucket);
  if ('uploads' in query || 'uploadId' in query) return multipart.answer(asked, bucket, key);
  return objects.answerObject(asked, bucket, key);
}

const store = {
  answer,
  failure: (status) => xmlFailure(status, codes[status] ?? 'InternalError', status === 503 ? 'Please reduce your request rate.' : 'It went wrong on our side.', '<RequestId>4442587FB7D0A2F9</RequestId>'),
  state: () => ({ objects: objects.state(), openUploads: multipart.open(), lastUpload: multipart.last }),
  control(wish) {
    if (wish.lose) objects.lose(wish.lose);
  },
  clear() {
    objects.clear();
    multipart.clear();
  },
};

await serve({ port: given.port, store, facts: credentials.facts() });

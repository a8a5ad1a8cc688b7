// Uploads in parts.
import { createHash, randomBytes } from 'node:crypto';

import { take, xmlAnswer } from './cloud_s3_objects.mjs';
import { escaped, xmlFailure } from './cloud_xml.mjs';

const smallestPart = 5 << 20; // of all but the last
const mostParts = 10_000;

const noSuchUpload = () => xmlFailure(404, 'NoSuchUpload', 'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.');

export class Multipart {
  constructor(objects, keepsBytes) {
    this.objects = objects;
    this.keepsBytes = keepsBytes;
    this.clear();
  }

  clear() {
    this.uploads = new Map();
    this.last = undefined;
  }

  open = () => this.uploads.size;

  async answer(request, bucket, key) {
    const { method, query } = request;
    if (method === 'POST' && query.uploads === '') return this.#begin(request, bucket, key);
    const upload = this.uploads.get(query.uploadId);
    if (!upload || upload.bucket !== bucket || upload.key !== key) return noSuchUpload();
    if (method === 'PUT') return this.#part(request, upload);
    if (method === 'POST') return this.#complete(request, upload, query.uploadId);
    if (method === 'DELETE') {
      request.counted('upload abort');
      this.uploads.delete(query.uploadId);
      return { status: 204, headers: {} };
    }
    return xmlFailure(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }

  #begin(request, bucket, key) {
    request.counted('upload begin');
    const id = randomBytes(24).toString('base64url');
    this.uploads.set(id, { bucket, key, parts: new Map(), contentType: request.headers['content-type'] ?? 'binary/octet-stream', cacheControl: request.headers['cache-control'] });
    return xmlAnswer('InitiateMultipartUploadResult', `<Bucket>${bucket}</Bucket><Key>${escaped(key)}</Key><UploadId>${id}</UploadId>`);
  }

  async #part(request, upload) {
    request.counted('upload part');
    const number = Number(request.query.partNumber);
    if (!Number.isInteger(number) || number < 1 || number > mostParts) return xmlFailure(400, 'InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
    const { facts, refusal } = await take(request, this.keepsBytes);
    if (refusal) return refusal;
    upload.parts.set(number, facts);
    return { status: 200, headers: { etag: `"${request.fault === 'wrong_hash' ? '0'.repeat(32) : facts.md5.toString('hex')}"` } };
  }

  async #complete(request, upload, id) {
    request.counted('upload complete');
    let text = '';
    for await (const chunk of request.body) text += chunk;
    if (request.fault === 'late_error') {
      return { status: 200, headers: { 'content-type': 'application/xml' }, body: '<?xml version="1.0" encoding="UTF-8"?>\n\n<Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message></Error>' };
    }
    const named = [...text.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part]) => ({
      number: Number(/<PartNumber>(\d+)<\/PartNumber>/.exec(part)?.[1]),
      etag: /<ETag>(?:"|&quot;|&#34;)?([0-9a-f]+)(?:"|&quot;|&#34;)?<\/ETag>/.exec(part)?.[1],
    }));
    if (named.length === 0) return xmlFailure(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
    if (named.some(({ number }, i) => i > 0 && number <= named[i - 1].number)) return xmlFailure(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
    const parts = named.map(({ number, etag }) => {
      const part = upload.parts.get(number);
      return part && part.md5.toString('hex') === etag ? part : undefined;
    });
    if (parts.includes(undefined)) return xmlFailure(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
    if (parts.slice(0, -1).some(({ length }) => length < smallestPart)) return xmlFailure(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed object size.');
    const etag = `${createHash('md5').update(Buffer.concat(parts.map(({ md5 }) => md5))).digest('hex')}-${parts.length}`;
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const bytes = this.keepsBytes ? Buffer.concat(parts.map((part) => part.bytes)) : undefined;
    this.objects.keep(upload.bucket, upload.key, { length, bytes, etag, contentType: upload.contentType, cacheControl: upload.cacheControl });
    this.uploads.delete(id);
    this.last = { parts: parts.length, length };
    return xmlAnswer('CompleteMultipartUploadResult', `<Location>http://${request.headers.host}/${upload.bucket}/${escaped(upload.key)}</Location><Bucket>${upload.bucket}</Bucket><Key>${escaped(upload.key)}</Key><ETag>&quot;${etag}&quot;</ETag>`);
  }
}

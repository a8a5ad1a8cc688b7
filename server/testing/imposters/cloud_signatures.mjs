// Checks V4 signatures of both clouds with node:crypto, from what came over the wire.
import { createHash, createHmac, createVerify, timingSafeEqual } from 'node:crypto';

const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const hash = (data) => createHash('sha256').update(data).digest('hex');
const hmac = (key, data) => createHmac('sha256', key).update(data).digest();

/** [[name, value], ...] of a query string; undefined when it cannot be decoded. */
export function parameters(query) {
  if (query === '') return [];
  try {
    return query.split('&').map((part) => {
      const [name, ...value] = part.split('=');
      return [decodeURIComponent(name), decodeURIComponent(value.join('='))];
    });
  } catch {
    return undefined;
  }
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function canonicalQuery(pairs, without) {
  return pairs
    .filter(([name]) => name !== without)
    .map(([name, value]) => [encode(name), encode(value)])
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map((pair) => pair.join('='))
    .join('&');
}

function canonicalPath(path) {
  return path.split('/').map((segment) => encode(decodeURIComponent(segment))).join('/');
}

function canonical({ request, pairs, without, signedHeaders, host, payload }) {
  const lines = signedHeaders.map((name) => `${name}:${(name === 'host' ? host : (request.headers[name] ?? '')).trim().replace(/\s+/g, ' ')}\n`);
  return [request.method, canonicalPath(request.path), canonicalQuery(pairs, without), lines.join(''), signedHeaders.join(';'), payload].join('\n');
}

/** 20260101T000000Z as milliseconds, or NaN. */
export function basicTime(text) {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  return match ? Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`) : NaN;
}

/** Both host and host:port are taken: Google's libraries differ in this, and Google never sees a port. */
export function gcsSignatureHolds(request, pairs, signedHeaders, publicKey) {
  const value = Object.fromEntries(pairs);
  const payload = signedHeaders.includes('x-goog-content-sha256') ? request.headers['x-goog-content-sha256'] : 'UNSIGNED-PAYLOAD';
  const scope = value['X-Goog-Credential'].split('/').slice(1).join('/');
  return [request.headers.host, request.headers.host.replace(/:\d+$/, '')].some((host) => {
    const text = canonical({ request, pairs, without: 'X-Goog-Signature', signedHeaders, host, payload });
    const signed = ['GOOG4-RSA-SHA256', value['X-Goog-Date'], scope, hash(text)].join('\n');
    return createVerify('RSA-SHA256').update(signed).verify(publicKey, value['X-Goog-Signature'], 'hex');
  });
}

/** The signature that the request should carry; `date`, `scope` and `payload` are as it says. */
function awsSignature({ request, pairs, without, signedHeaders, date, scope, payload, secret }) {
  const text = canonical({ request, pairs, without, signedHeaders, host: request.headers.host, payload });
  const signed = ['AWS4-HMAC-SHA256', date, scope, hash(text)].join('\n');
  return hmac(scope.split('/').reduce((key, part) => hmac(key, part), `AWS4${secret}`), signed).toString('hex');
}

export function awsSignatureHolds(claim) {
  const expected = Buffer.from(awsSignature(claim));
  const given = Buffer.from(claim.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

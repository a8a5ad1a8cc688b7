// Who may do what: one key pair, SigV4 in the Authorization header or in the query.
import { randomBytes } from 'node:crypto';

import { awsSignatureHolds, basicTime } from './cloud_signatures.mjs';
import { xmlFailure } from './cloud_xml.mjs';

const denied = (message) => ({ refusal: xmlFailure(403, 'AccessDenied', message) });
const malformed = (message) => ({ refusal: xmlFailure(400, 'AuthorizationHeaderMalformed', message) });

export class Credentials {
  constructor(region, flavour) {
    this.region = region;
    this.flavour = flavour;
    this.accessKeyId = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`;
    this.secretAccessKey = randomBytes(30).toString('base64');
  }

  facts() {
    return { accessKeyId: this.accessKeyId, secretAccessKey: this.secretAccessKey, region: this.region };
  }

  /** {payload}: what the signature says about the body; or {refusal}. */
  check(request, pairs) {
    const value = Object.fromEntries(pairs);
    if (value['X-Amz-Signature'] !== undefined) return this.#checkQuery(request, pairs, value);
    if (request.headers.authorization !== undefined) return this.#checkHeader(request, pairs);
    return denied('Access Denied');
  }

  #checkScope(credential, date) {
    const [key, day, region, service, end] = (credential ?? '').split('/');
    if (key !== this.accessKeyId) return { refusal: xmlFailure(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.') };
    if (day !== date.slice(0, 8) || service !== 's3' || end !== 'aws4_request') return malformed('The authorization header is malformed; the credential scope is wrong.');
    if (region !== this.region) return malformed(`The authorization header is malformed; the region '${region}' is wrong; expecting '${this.region}'`);
    return undefined;
  }

  /** host, and every x-amz- header that is sent, has to be signed. */
  #checkHeaders(request, signedHeaders) {
    const unsigned = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-') && !signedHeaders.includes(name));
    if (!signedHeaders.includes('host') || unsigned.length > 0) return denied('There were headers present in the request which were not signed');
    if (signedHeaders.join() !== [...signedHeaders].sort().join()) return malformed('SignedHeaders must be sorted.');
    return undefined;
  }

  #signature(request, pairs, without, { signedHeaders, date, credential, payload, signature }) {
    const scope = credential.split('/').slice(1).join('/');
    const holds = awsSignatureHolds({ request, pairs, without, signedHeaders, date, scope, payload, signature, secret: this.secretAccessKey });
    return holds ? { payload } : { refusal: xmlFailure(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided. Check your key and signing method.') };
  }

  #checkHeader(request, pairs) {
    const match = /^AWS4-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/.exec(request.headers.authorization);
    if (!match) return malformed('The authorization header that you provided is not valid.');
    const [, credential, names, signature] = match;
    const date = request.headers['x-amz-date'];
    const time = basicTime(date);
    if (Number.isNaN(time)) return denied('AWS authentication requires a valid Date or x-amz-date header');
    if (Math.abs(time - Date.now()) > 900_000) return { refusal: xmlFailure(403, 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.') };
    const payload = request.headers['x-amz-content-sha256'];
    if (payload === undefined) return { refusal: xmlFailure(400, 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256') };
    if (!/^[0-9a-f]{64}$/.test(payload)) return { refusal: xmlFailure(400, 'InvalidArgument', 'x-amz-content-sha256 must be a valid sha256 value; without TLS nothing else is taken.') };
    const signedHeaders = names.split(';');
    const refused = this.#checkScope(credential, date) ?? this.#checkHeaders(request, signedHeaders);
    return refused ?? this.#signature(request, pairs, undefined, { signedHeaders, date, credential, payload, signature });
  }

  #checkQuery(request, pairs, value) {
    const wrong = (message) => ({ refusal: xmlFailure(400, 'AuthorizationQueryParametersError', message) });
    const date = value['X-Amz-Date'];
    const time = basicTime(date);
    const life = Number(value['X-Amz-Expires']);
    if (new Set(pairs.map(([name]) => name)).size !== pairs.length) return wrong('A parameter is given twice.');
    if (value['X-Amz-Algorithm'] !== 'AWS4-HMAC-SHA256') return wrong('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
    if (Number.isNaN(time)) return wrong('X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd\'T\'HHmmss\'Z\'"');
    if (!Number.isInteger(life) || life < 1 || life > 604_800) return wrong('X-Amz-Expires must be less than a week (in seconds)');
    if (time > Date.now() + 900_000) return denied('Request is not valid yet');
    const signedHeaders = (value['X-Amz-SignedHeaders'] ?? '').split(';');
    const refused = this.#checkScope(value['X-Amz-Credential'], date) ?? this.#checkHeaders(request, signedHeaders);
    if (refused) return refused;
    const claim = { signedHeaders, date, credential: value['X-Amz-Credential'], payload: 'UNSIGNED-PAYLOAD', signature: value['X-Amz-Signature'] };
    const checked = this.#signature(request, pairs, 'X-Amz-Signature', claim);
    if (checked.refusal || Date.now() <= time + life * 1000) return checked;
    return this.flavour === 'r2' ? { refusal: xmlFailure(403, 'ExpiredRequest', 'Request has expired') } : denied('Request has expired');
  }
}

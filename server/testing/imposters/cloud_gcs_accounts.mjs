// Who may do what: one service account, its access tokens, and the links it signed.
import { createPublicKey, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';

import { jsonFailure } from './cloud_gcs_objects.mjs';
import { basicTime, gcsSignatureHolds } from './cloud_signatures.mjs';
import { xmlFailure } from './cloud_xml.mjs';

const scopes = ['devstorage.read_write', 'devstorage.full_control', 'cloud-platform'].map((name) => `https://www.googleapis.com/auth/${name}`);
const skew = 300;

export class Accounts {
  constructor(life) {
    this.life = life;
    this.email = 'studio@likeness-test.iam.gserviceaccount.com';
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.privateKey = privateKey.export({ type: 'pkcs8', format: 'pem' });
    this.publicKey = createPublicKey(privateKey);
    this.clear();
  }

  clear() {
    this.tokens = new Map();
    this.handedOut = 0;
  }

  expireTokens() {
    this.tokens.clear();
  }

  facts() {
    return { clientEmail: this.email, privateKey: this.privateKey, projectId: 'likeness-test' };
  }

  #refuseAssertion(assertion, url) {
    const [head, claims, signature, ...more] = (assertion ?? '').split('.');
    if (!signature || more.length > 0) return 'Invalid JWT: must have three parts';
    const part = (text) => JSON.parse(Buffer.from(text, 'base64url'));
    let said;
    try {
      if (part(head).alg !== 'RS256') return 'Invalid JWT: only RS256 is supported';
      said = part(claims);
    } catch {
      return 'Invalid JWT: not JSON';
    }
    if ([head, claims, signature].some((text) => /[^\w-]/.test(text))) return 'Invalid JWT: base64url without padding is needed';
    if (!createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(this.publicKey, Buffer.from(signature, 'base64url'))) return 'Invalid JWT Signature.';
    const now = Date.now() / 1000;
    if (said.iss !== this.email) return 'Invalid grant: account not found';
    if (said.aud !== url) return `Invalid JWT: the audience must be ${url}`;
    if (!Number.isInteger(said.iat) || !Number.isInteger(said.exp) || Math.abs(said.iat - now) > skew || said.exp <= now || said.exp - said.iat > 3600) {
      return 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';
    }
    if (!String(said.scope).split(' ').some((scope) => scopes.includes(scope))) return 'Invalid scope';
    return undefined;
  }

  async token({ method, headers, body, counted }) {
    counted('token');
    let form = '';
    for await (const chunk of body) form += chunk;
    const json = (status, value) => ({ status, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify(value) });
    if (method !== 'POST' || !/^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? '')) return json(400, { error: 'invalid_request' });
    const fields = new URLSearchParams(form);
    if (fields.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') return json(400, { error: 'unsupported_grant_type', error_description: 'Invalid grant_type' });
    const reason = this.#refuseAssertion(fields.get('assertion'), `http://${headers.host}/token`);
    if (reason) return json(400, { error: 'invalid_grant', error_description: reason });
    const token = `ya29.${randomBytes(48).toString('base64url')}`;
    this.tokens.set(token, Date.now() + this.life * 1000);
    this.handedOut += 1;
    return json(200, { access_token: token, expires_in: this.life, token_type: 'Bearer' });
  }

  /** Nothing when the request carries a valid token. */
  refuse({ headers }) {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if ((this.tokens.get(token) ?? 0) > Date.now()) return undefined;
    const failure = jsonFailure(401, token ? 'authError' : 'required', token ? 'Invalid Credentials' : 'Anonymous caller does not have access.');
    return { ...failure, headers: { ...failure.headers, 'www-authenticate': 'Bearer realm="https://accounts.google.com/"' } };
  }

  /** Nothing when the signature in the query holds, or a valid token comes instead. */
  refuseLink(request, pairs) {
    const value = Object.fromEntries(pairs ?? []);
    if (!value['X-Goog-Signature']) {
      return this.refuse(request) && xmlFailure(403, 'AccessDenied', 'Access denied.');
    }
    const malformed = (message) => xmlFailure(400, 'MalformedSecurityHeader', message);
    const date = basicTime(value['X-Goog-Date']);
    const life = Number(value['X-Goog-Expires']);
    const [email, day, ...scope] = (value['X-Goog-Credential'] ?? '').split('/');
    const headers = (value['X-Goog-SignedHeaders'] ?? '').split(';');
    if (new Set(pairs.map(([name]) => name)).size !== pairs.length) return malformed('A parameter is given twice.');
    if (value['X-Goog-Algorithm'] !== 'GOOG4-RSA-SHA256') return malformed('Invalid argument. X-Goog-Algorithm');
    if (Number.isNaN(date) || date > Date.now() + 900_000) return malformed('Invalid argument. X-Goog-Date');
    if (!Number.isInteger(life) || life < 1 || life > 604_800) return malformed('X-Goog-Expires must be between 1 and 604800');
    if (day !== value['X-Goog-Date'].slice(0, 8) || scope.join('/') !== 'auto/storage/goog4_request') return malformed('Invalid argument. X-Goog-Credential');
    if (!headers.includes('host') || headers.join() !== [...headers].sort().join()) return malformed('Invalid argument. X-Goog-SignedHeaders');
    if (email !== this.email) return xmlFailure(403, 'AccessDenied', 'Access denied.');
    if (!gcsSignatureHolds(request, pairs, headers, this.publicKey)) {
      return xmlFailure(403, 'SignatureDoesNotMatch', 'Access denied. The request signature we calculated does not match the signature you provided.');
    }
    if (Date.now() > date + life * 1000) return xmlFailure(400, 'ExpiredToken', 'The provided token has expired.');
    return undefined;
  }
}

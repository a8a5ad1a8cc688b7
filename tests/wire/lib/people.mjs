// People who call the server: a signed-in wallet with its cookie, and nobody.
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';

export function siweMessage({ domain, address, uri, nonce, chainId = 1, issuedAt = new Date(), statement = 'Sign in to Likeness.', extra = '' }) {
  return (
    `${domain} wants you to sign in with your Ethereum account:\n${address}\n\n${statement}\n\n` +
    `URI: ${uri}\nVersion: 1\nChain ID: ${chainId}\nNonce: ${nonce}\nIssued At: ${issuedAt.toISOString()}${extra}`
  );
}

/** Calls REST, with the headers of whoever it is. */
export class Visitor {
  constructor(server, headers = {}) {
    this.server = server;
    this.headers = headers;
  }

  async fetch(method, path, body, headers = {}) {
    const isText = typeof body === 'string' || body instanceof Uint8Array;
    const sent = { ...this.headers, ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }), ...headers };
    return fetch(this.server.url + path, { method, headers: sent, body: body === undefined || isText ? body : JSON.stringify(body) });
  }

  async call(method, path, body, headers) {
    const response = await this.fetch(method, path, body, headers);
    const text = await response.text();
    let json;
    try {
      json = text === '' ? undefined : JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, text, json };
  }

  get(path, headers) {
    return this.call('GET', path, undefined, headers);
  }

  post(path, body, headers) {
    return this.call('POST', path, body, headers);
  }
}

export class Wallet {
  constructor(key = generatePrivateKey()) {
    this.account = privateKeyToAccount(key);
    this.address = this.account.address;
  }

  /** Signs in and comes back as a visitor with the session's cookie. */
  async signIn(server, changes = {}) {
    const visitor = new Visitor(server);
    const answer = await this.tryToSignIn(server, changes);
    if (answer.status !== 200) throw new Error(`sign-in failed: ${answer.text}`);
    visitor.headers = { cookie: answer.headers.get('set-cookie').split(';')[0] };
    visitor.wallet = this;
    return visitor;
  }

  async tryToSignIn(server, { change = {}, message, signature } = {}) {
    const visitor = new Visitor(server);
    const { nonce } = (await visitor.post('/api/auth/nonce')).json;
    const text =
      message?.(nonce) ??
      siweMessage({ domain: new URL(server.url).host, address: this.address, uri: server.url, nonce, ...change });
    const signed = signature ?? (await this.account.signMessage({ message: text }));
    return visitor.post('/api/auth/verify', { message: text, signature: signed });
  }
}

/** Reads server-sent events from a response until it ends or `enough` says so. */
export async function readEvents(response, enough = () => false) {
  const events = [];
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    rest += decoder.decode(chunk, { stream: true });
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const event = {};
      for (const line of rest.slice(0, end).split('\n')) {
        const colon = line.indexOf(': ');
        if (colon > 0) event[line.slice(0, colon)] = line.slice(colon + 2);
      }
      rest = rest.slice(end + 2);
      if (event.data !== undefined) events.push({ ...event, json: event.data ? JSON.parse(event.data) : undefined });
      if (enough(events)) return events;
    }
  }
  return events;
}

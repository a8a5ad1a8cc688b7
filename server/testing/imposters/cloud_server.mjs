// What the imposters of object stores share: an HTTP server whose answers can be spoilt on command.
//
// GET  /_control                     what was asked for and what is kept, as JSON
// POST /_control {"fault": {...}}    the next matching requests go wrong, see Fault
// POST /_control {"clear": true}     no faults, no objects, no counts
// POST /_control {"lose": "a/key"}   an object vanishes
import { once } from 'node:events';
import { fstatSync } from 'node:fs';
import { createServer } from 'node:http';

/** The program's options: --port 0 --keep hash -> {port: '0', keep: 'hash'}. */
export function options(defaults) {
  const given = { ...defaults };
  for (let i = 2; i < process.argv.length; i += 2) {
    const name = process.argv[i].replace(/^--/, '');
    if (!(name in defaults)) throw new Error(`unknown option ${process.argv[i]}; there are ${Object.keys(defaults).join(', ')}`);
    given[name] = process.argv[i + 1];
  }
  return given;
}

const kinds = ['status', 'silence', 'reset_before', 'reset_midway', 'reset_after', 'truncate', 'corrupt', 'corrupt_stored', 'wrong_hash', 'late_error', 'slow'];

/**
 * kind: status (with `status`, and `html` or `retryAfter`), silence, reset_before (nothing is done), reset_midway (after `bytes` of
 * the body), reset_after (done, but not answered), truncate and corrupt (of the answer's body), corrupt_stored (of the request's),
 * wrong_hash (the answer tells another hash), late_error (an error in a 200, where the protocol has that), slow (by `milliseconds`).
 * It holds `count` times, or for `seconds`, or until it is cleared, for requests whose "METHOD target" fits the pattern `match`.
 */
class Fault {
  constructor({ kind, count = Infinity, seconds = Infinity, match = '', ...rest }) {
    if (!kinds.includes(kind)) throw new Error(`unknown fault ${kind}`);
    Object.assign(this, { kind, count, match: new RegExp(match), until: Date.now() + seconds * 1000, ...rest });
  }

  takes(line) {
    if (this.count <= 0 || Date.now() > this.until || !this.match.test(line)) return false;
    this.count -= 1;
    return true;
  }
}

const html = (status) => `<html><head><title>${status}</title></head><body><h1>Error ${status}</h1>The server is having a bad day.</body></html>`;

/** A body whose first byte is another. */
async function* spoilt(body) {
  let isFirst = true;
  for await (const chunk of body) {
    const copy = Buffer.from(chunk);
    if (isFirst && copy.length > 0) copy[0] ^= 1;
    isFirst = isFirst && copy.length === 0;
    yield copy;
  }
}

/** A body that breaks off after so many bytes. */
async function* broken(body, bytes, socket) {
  let seen = 0;
  for await (const chunk of body) {
    const rest = bytes - seen;
    seen += chunk.length;
    yield chunk.subarray(0, Math.min(chunk.length, rest));
    if (seen >= bytes) {
      socket.destroy();
      throw Object.assign(new Error('the connection broke'), { code: 'ECONNRESET' });
    }
  }
}

/**
 * `store` has answer(request) -> {status, headers, body}, failure(status) -> the same for an error of its protocol, state() and
 * clear(). A request is {method, target, path, query, headers, body, counted(name), fault}. Prints {port, ...facts} on one line.
 */
export async function serve({ port, store, facts }) {
  let faults = [];
  let counts = {};
  let calls = [];

  const control = async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const wish = text === '' ? {} : JSON.parse(text);
    if (wish.clear) {
      faults = [];
      counts = {};
      calls = [];
      store.clear();
    }
    if (wish.fault) faults.push(new Fault(wish.fault));
    if (wish.endFaults) faults = [];
    store.control?.(wish);
    const state = Buffer.from(JSON.stringify({ counts, calls, ...store.state() }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': state.length });
    response.end(state);
  };

  const send = async (request, response, answer, fault) => {
    const body = answer.body ?? Buffer.alloc(0);
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const headers = { 'content-length': bytes.length, ...answer.headers };
    if (answer.status === 204 || answer.status === 304) delete headers['content-length'];
    response.writeHead(answer.status, headers);
    if (request.method === 'HEAD') return response.end();
    if (fault?.kind === 'truncate' && bytes.length > 0) {
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
      return setTimeout(() => response.destroy(), 20);
    }
    if (fault?.kind === 'corrupt' && bytes.length > 0) {
      const copy = Buffer.from(bytes);
      copy[copy.length - 1] ^= 1;
      return response.end(copy);
    }
    return response.end(bytes);
  };

  const drain = async (body) => {
    for await (const _ of body);
  };

  const handle = async (request, response) => {
    const target = request.url;
    if (target === '/_control') return control(request, response);
    const line = `${request.method} ${target}`;
    calls = [...calls.slice(-999), line];
    const fault = faults.find((one) => one.takes(line));
    if (fault?.kind === 'reset_before') return request.socket.destroy();
    if (fault?.kind === 'silence') return drain(request).catch(() => {});
    if (fault?.kind === 'status') {
      await drain(request);
      const answer = fault.html ? { status: fault.status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: html(fault.status) } : store.failure(fault.status, line);
      if (fault.retryAfter !== undefined) answer.headers['retry-after'] = String(fault.retryAfter);
      return send(request, response, answer);
    }
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds ?? 500));
    const question = target.indexOf('?');
    let body = request;
    if (fault?.kind === 'corrupt_stored' && !store.spoilsItself?.(line)) body = spoilt(request);
    if (fault?.kind === 'reset_midway') body = broken(request, fault.bytes ?? 100_000, request.socket);
    const answer = await store.answer({
      method: request.method,
      target,
      path: question < 0 ? target : target.slice(0, question),
      query: question < 0 ? '' : target.slice(question + 1),
      headers: request.headers,
      body,
      fault: fault?.kind,
      counted: (name) => {
        counts[name] = (counts[name] ?? 0) + 1;
      },
    });
    // Who refuses early still reads what is on its way, as the real ones do; else the client may see a reset.
    if (!request.readableEnded) await drain(body);
    if (fault?.kind === 'reset_after') return request.socket.destroy();
    return send(request, response, answer, fault);
  };

  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
    handle(request, response).catch((error) => {
      if (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE' || request.destroyed) return;
      process.stderr.write(`${error.stack}\n`);
      response.destroy();
    });
  });
  server.listen(Number(port), '127.0.0.1');
  await once(server, 'listening');
  process.stdout.write(`${JSON.stringify({ port: server.address().port, ...facts })}\n`);
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.on('end', () => process.exit(0)).resume(); // whoever started us is gone
}

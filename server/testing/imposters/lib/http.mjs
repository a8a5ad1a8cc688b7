// What the imposters need of an HTTP server.
import { createServer } from 'node:http';

import { stringifyExact } from './exact_json.mjs';

/** Ends a request with this answer, wherever it is thrown. */
export class Refusal extends Error {
  constructor(status, body, headers = {}) {
    super(`answered ${status}`);
    Object.assign(this, { status, body, headers });
  }
}

/** A server on loopback whose `handle(request, response)` may be asynchronous and may throw a Refusal. */
export function listen(handle, port = 0) {
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
    Promise.resolve()
      .then(() => handle(request, response))
      .catch((error) => {
        if (error instanceof Refusal) return sendJson(response, error.status, error.body, error.headers);
        process.stderr.write(`${request.method} ${request.url}: ${error.stack}\n`);
        return sendJson(response, 500, { detail: 'the imposter is broken' });
      });
  });
  server.on('clientError', (_, socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', backlog: 4096 }, () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

export function sendJson(response, status, body, headers = {}) {
  send(response, status, stringifyExact(body), { 'content-type': 'application/json', ...headers });
}

export function send(response, status, body, headers = {}) {
  if (response.headersSent || response.destroyed) return;
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-length': bytes.length, ...headers });
  response.end(bytes);
}

export async function readBody(request, limit = 600 << 20) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new Refusal(413, { detail: 'Request body is too large' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function reset(response) {
  response.socket?.resetAndDestroy();
}

export const edgePages = {
  502: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  503: '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  504: '<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n<center><h1>504 Gateway Time-out</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
};

/** As the service's edge fails: a page of nginx's, with no word of the service's own. */
export function sendEdgePage(response, status) {
  send(response, status, edgePages[status] ?? edgePages[502], { 'content-type': 'text/html', server: 'nginx' });
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// The synchronous way: the answer is the result, or a stream of previews and the result. No queue, no second chance.
import { failCall } from '../lib/calls.mjs';
import { stringifyExact } from '../lib/exact_json.mjs';
import { Refusal, readBody, sendJson } from '../lib/http.mjs';
import { checkKey } from './account.mjs';
import { bodies } from './errors.mjs';
import { readInput } from './queue_origin.mjs';

const previews = 2;

export function runOrigin({ settings, faults, requests, apps, files, counts }) {
  return async (request, response) => {
    const { pathname } = new URL(request.url, 'http://run');
    if (!pathname.startsWith(`${settings.prefix}/`)) throw new Refusal(404, { detail: 'Not Found' });
    const [owner, name, ...rest] = pathname.slice(settings.prefix.length + 1).replace(/\/$/, '').split('/');
    const app = `${owner}/${name}`;
    checkKey(request, settings, app);
    if (!(app in apps)) throw new Refusal(404, bodies.unknownApp(app));
    if (request.method !== 'POST') throw new Refusal(405, bodies.notAllowed);
    ++counts.runCalls;
    const text = (await readBody(request)).toString();
    const input = readInput(request, text);
    if (await failCall(response, faults.take('sync', { app, prompt: input.prompt ?? '', body: text }))) return;
    if (settings.concurrency > 0 && requests.running >= settings.concurrency) throw new Refusal(429, bodies.tooManyRunning, { 'x-fal-needs-retry': '1' });

    const accepted = requests.accept({ app, path: rest.join('/'), input, text, headers: request.headers });
    const outcome = await ended(requests, accepted);
    const headers = { 'x-fal-request-id': accepted.id, ...outcome.headers };
    if (accepted.path !== 'stream' || outcome.status !== 200) return sendJson(response, outcome.status, outcome.body, headers);
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    const preview = { images: [{ url: files.dataUri({ format: 'jpeg', width: 128, height: 128, seed: 0n }) }], seed: outcome.body.seed };
    for (let shown = 0; shown < previews; ++shown) response.write(`data: ${stringifyExact(preview)}\n\n`);
    response.end(`data: ${stringifyExact(outcome.body)}\n\n`);
  };
}

function ended(requests, request) {
  return new Promise((resolve) => {
    const look = (changed) => {
      if (changed !== request || request.state !== 'COMPLETED') return;
      requests.off('changed', look);
      resolve(request.outcome);
    };
    requests.on('changed', look);
    look(request);
  });
}

// The queue: submit, status, status stream, result, cancel.
import { failCall } from '../lib/calls.mjs';
import { parseExact, stringifyExact } from '../lib/exact_json.mjs';
import { pause, Refusal, readBody, reset, sendJson } from '../lib/http.mjs';
import { checkKey } from './account.mjs';
import { bodies, item, modelError, platformError } from './errors.mjs';
import { StatusStreams } from './status_streams.mjs';
import { acceptance, statusOf } from './status.mjs';

const stages = { status: ['GET', 'status'], stream: ['GET', 'status/stream'], result: ['GET', ''], cancel: ['PUT', 'cancel'] };

export class QueueOrigin {
  constructor({ settings, faults, requests, webhooks, apps, addresses, counts, keyLeaks }) {
    Object.assign(this, { settings, faults, requests, webhooks, apps, addresses, counts, keyLeaks });
    this.streams = new StatusStreams(this);
    this.handle = this.handle.bind(this);
  }

  async handle(request, response) {
    const { pathname, searchParams } = new URL(request.url, 'http://queue');
    if (!pathname.startsWith(`${this.settings.prefix}/`)) throw new Refusal(404, { detail: 'Not Found' });
    const [owner, name, ...rest] = pathname.slice(this.settings.prefix.length + 1).replace(/\/$/, '').split('/');
    const app = `${owner}/${name}`;
    checkKey(request, this.settings, app);
    if (!(app in this.apps)) throw new Refusal(404, bodies.unknownApp(app));
    const at = rest.indexOf('requests');
    if (at < 0) return this.#submit(request, response, app, rest.join('/'), searchParams);
    if (at > 0) throw new Refusal(405, bodies.notAllowed); // a sub-path belongs to submit alone
    return this.#follow(request, response, app, rest.slice(1), searchParams);
  }

  async #submit(request, response, app, path, query) {
    if (request.method !== 'POST') throw new Refusal(405, bodies.notAllowed);
    ++this.counts.submitCalls;
    const text = (await readBody(request)).toString();
    const subject = { app, body: text, prompt: promptOf(text) };
    const fault = this.faults.take('submit', subject);
    if (fault?.delayMs) await pause(fault.delayMs);
    if (fault?.answer && !fault.accept) return failCall(response, { ...fault, delayMs: 0 });

    const input = readInput(request, text);
    checkHeaders(request.headers);
    const webhook = readWebhook(query);
    if (this.settings.validateEarly) {
      const refusal = this.apps[app].refusal(input);
      if (refusal) throw new Refusal(refusal.status, refusal.body, refusal.headers);
    }
    this.keyLeaks.look('input', text, { webhook: webhook ?? '' });
    const accepted = this.requests.accept({ app, path, input, text, webhook, headers: request.headers });
    await this.webhooks.beforeAnswer(accepted);
    if (fault?.answer) return failCall(response, { ...fault, delayMs: 0 });
    const status = acceptance(accepted, this, { ...fault, foreign: fault?.foreignUrls });
    return sendJson(response, fault?.status ?? 200, status, { 'x-fal-request-id': accepted.id });
  }

  async #follow(call, response, app, [id, ...action], query) {
    const stage = Object.keys(stages).find((name) => stages[name][1] === action.join('/'));
    if (stage === undefined) throw new Refusal(404, { detail: 'Not Found' });
    if (call.method !== stages[stage][0]) throw new Refusal(405, bodies.notAllowed);
    const request = this.requests.all.get(id);
    this.#count(stage, request);
    if (request === undefined || request.app !== app) throw new Refusal(404, { status: 'NOT_FOUND' });
    const logs = ['1', 'true'].includes(query.get('logs') ?? '0');
    const fault = this.faults.take(stage, request.subject);
    if (stage === 'stream') return this.streams.open(request, response, { logs, fault });
    if (await failCall(response, fault)) return undefined;
    return this[`_${stage}`](request, response, { logs, fault: fault ?? {} });
  }

  #count(stage, request) {
    const now = Date.now();
    if (stage === 'status') {
      this.counts.statusTimes.push(now);
      request?.statusCalls.push(now);
    }
    if (stage === 'stream' && request) ++request.streams;
    if (stage === 'result' && request) ++request.resultCalls;
  }

  _status(request, response, { logs, fault }) {
    const headers = { 'x-fal-request-id': request.id };
    sendJson(response, request.state === 'COMPLETED' ? 200 : 202, statusOf(request, this, { logs }, fault), headers);
  }

  _result(request, response, { fault }) {
    if (request.state !== 'COMPLETED') throw new Refusal(400, bodies.stillRunning, { 'x-fal-request-id': request.id });
    const { status, body, headers } = request.outcome;
    const sent = { 'content-type': 'application/json', 'x-fal-request-id': request.id, 'x-fal-served-from': 'imposter', ...headers };
    const text = stringifyExact(body);
    if (!fault.cut) return sendJson(response, status, body, sent);
    response.writeHead(status, { ...sent, 'content-length': Buffer.byteLength(text) });
    return response.write(text.slice(0, text.length / 2), () => setTimeout(() => reset(response), 20));
  }

  _cancel(request, response) {
    const headers = { 'x-fal-request-id': request.id };
    const was = this.requests.cancel(request);
    if (was === 'finished') throw new Refusal(400, { status: 'ALREADY_COMPLETED' }, headers);
    sendJson(response, 202, { status: 'CANCELLATION_REQUESTED' }, headers);
  }
}

function promptOf(text) {
  try {
    const { prompt, trigger_word: trigger } = JSON.parse(text);
    return prompt ?? trigger ?? '';
  } catch {
    return '';
  }
}

export function readInput(request, text) {
  const refuse = (type, msg) => {
    const { status, body, headers } = modelError(422, [item(type, ['body'], msg)]);
    throw new Refusal(status, body, headers);
  };
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) refuse('model_attributes_type', 'Input should be a valid dictionary or object to extract fields from');
  let input;
  try {
    input = parseExact(text);
  } catch {
    refuse('json_invalid', 'JSON decode error');
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) refuse('model_attributes_type', 'Input should be a valid dictionary or object to extract fields from');
  return input;
}

function readWebhook(query) {
  const given = query.get('fal_webhook');
  if (given === null) return undefined;
  if (!URL.canParse(given) || !/^https?:/.test(given)) refuseRequest('fal_webhook is no URL');
  return given;
}

function checkHeaders(headers) {
  const timeout = headers['x-fal-request-timeout'];
  if (timeout !== undefined && !(Number(timeout) > 0.1)) refuseRequest('X-Fal-Request-Timeout has to be more than 0.1');
  const priority = headers['x-fal-queue-priority'];
  if (priority !== undefined && !['normal', 'low'].includes(priority)) refuseRequest('X-Fal-Queue-Priority has to be normal or low');
  const lifecycle = headers['x-fal-object-lifecycle-preference'];
  if (lifecycle !== undefined) {
    try {
      JSON.parse(lifecycle);
    } catch {
      refuseRequest('X-Fal-Object-Lifecycle-Preference has to be JSON');
    }
  }
}

function refuseRequest(reason) {
  const { status, body, headers } = platformError('bad_request', reason);
  throw new Refusal(status, body, headers);
}

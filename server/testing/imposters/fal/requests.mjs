// The life of every accepted request: waits for a free place, runs, ends one way, and is never forgotten.
import { createHash, randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

import { pause } from '../lib/http.mjs';
import { bodies, orderedOutcome, platformError } from './errors.mjs';

const cancelled = () => platformError('client_cancelled', 'Request was cancelled');

/** Emits 'changed' with the request, and 'completed' once for each. */
export class Requests extends EventEmitter {
  constructor({ settings, faults, apps, services }) {
    super();
    this.setMaxListeners(0);
    Object.assign(this, { settings, faults, apps, services });
    this.all = new Map();
    this.ready = new Set(); // may start as soon as there is a place, first come, first served
    this.running = 0;
    this.tickets = 0;
    this.billed = 0;
    this.unknownFields = {};
  }

  /** From here on it is paid for, whatever becomes of the answer. */
  accept({ app, path, input, text, webhook, headers }) {
    const subject = { app, prompt: input.prompt ?? input.trigger_word ?? '', body: text };
    const request = {
      id: randomUUID(), app, path, input, subject, webhook,
      hash: createHash('sha256').update(text).digest('hex'),
      hints: { runner: headers['x-fal-runner-hint'], priority: headers['x-fal-queue-priority'], lifecycle: headers['x-fal-object-lifecycle-preference'], noRetry: headers['x-fal-no-retry'], storeIo: headers['x-fal-store-io'], startTimeout: headers['x-fal-request-timeout'] },
      state: 'IN_QUEUE', outcome: undefined, logs: [],
      plan: this.faults.take('run', subject) ?? {},
      acceptedAt: Date.now(), startedAt: undefined, completedAt: undefined,
      statusCalls: [], streams: 0, resultCalls: 0, cancels: 0, settled: false,
    };
    subject.id = request.id;
    this.all.set(request.id, request);
    for (const name of this.apps[app].unknownFields(input)) this.unknownFields[name] = (this.unknownFields[name] ?? 0) + 1;
    this.#limitStart(request);
    if (!request.plan.stuck) this.#queue(request, request.plan.queueMs ?? this.settings.queueMs);
    return request;
  }

  /** Requests ahead; 0 for one that is about to start and for one that never will. */
  positionOf(request) {
    if (!this.ready.has(request)) return 0;
    const [first] = this.ready;
    return request.ticket - first.ticket;
  }

  /** What became of asking to cancel: 'queued', 'running' or 'finished'. */
  cancel(request) {
    ++request.cancels;
    if (request.state === 'COMPLETED') return 'finished';
    if (request.state === 'IN_QUEUE') {
      this.#complete(request, cancelled());
      return 'queued';
    }
    if (this.settings.cooperative) this.#complete(request, cancelled());
    return 'running';
  }

  #limitStart(request) {
    const seconds = Number(request.hints.startTimeout);
    if (!request.hints.startTimeout) return;
    request.startTimer = setTimeout(() => {
      if (request.state === 'IN_QUEUE') this.#complete(request, platformError('request_timeout', 'Request timed out before it was started', { 'x-fal-request-timeout-type': 'user' }));
    }, seconds * 1000);
  }

  #queue(request, delay) {
    request.ticket = ++this.tickets;
    const enter = () => {
      if (request.state !== 'IN_QUEUE') return;
      this.ready.add(request);
      this.#startWhatFits();
    };
    if (delay > 0) setTimeout(enter, delay);
    else enter();
  }

  #startWhatFits() {
    for (const request of this.ready) {
      if (this.settings.concurrency > 0 && this.running >= this.settings.concurrency) return;
      this.ready.delete(request);
      this.#start(request).catch((error) => {
        process.stderr.write(`${error.stack}\n`);
        this.#complete(request, platformError('runner_server_error'));
      });
    }
  }

  async #start(request) {
    const jobMs = request.plan.jobMs ?? this.settings.jobMs;
    ++this.running;
    request.state = 'IN_PROGRESS';
    request.startedAt = Date.now();
    clearTimeout(request.startTimer);
    this.emit('changed', request);
    if (request.plan.fallsBack) {
      await pause(jobMs / 2);
      return this.#fallBack(request);
    }
    const [outcome] = await Promise.all([this.#work(request, jobMs), pause(jobMs)]);
    return this.#complete(request, outcome);
  }

  /** The platform puts a request back whose runner failed. */
  #fallBack(request) {
    if (request.state !== 'IN_PROGRESS') return;
    const { fallsBackMs = 100 } = request.plan;
    request.plan = { ...request.plan, fallsBack: Number(request.plan.fallsBack) - 1 };
    --this.running;
    request.state = 'IN_QUEUE';
    this.emit('changed', request);
    this.#queue(request, fallsBackMs);
    this.#startWhatFits();
  }

  async #work(request, jobMs) {
    const app = this.apps[request.app];
    if (!app.paths.includes(request.path)) return { status: 404, body: bodies.unknownPath(`/${request.path}`), headers: {} };
    const refusal = app.refusal(request.input);
    if (refusal) return refusal;
    if (request.plan.outcome) {
      await pause(jobMs);
      return orderedOutcome(request.plan.outcome, request.input);
    }
    const log = (message) => {
      request.logs.push({ message, level: 'INFO', source: 'USER', timestamp: new Date().toISOString() });
      this.emit('changed', request);
    };
    return app.run(request.input, { ...this.services, plan: request.plan, log, jobMs });
  }

  #complete(request, outcome) {
    if (request.state === 'COMPLETED') return;
    if (request.state === 'IN_PROGRESS') --this.running;
    this.ready.delete(request);
    clearTimeout(request.startTimer);
    request.state = 'COMPLETED';
    request.completedAt = Date.now();
    request.outcome = outcome;
    if (outcome.status === 200) ++this.billed;
    this.emit('changed', request);
    this.emit('completed', request);
    this.#startWhatFits();
  }
}

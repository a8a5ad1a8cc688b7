// The native API of a stable-diffusion.cpp server (examples/server/api.md there). It knows no keys.
import { readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';

import { failCall } from '../lib/calls.mjs';
import { parseExact } from '../lib/exact_json.mjs';
import { Refusal, readBody, sendJson } from '../lib/http.mjs';
import { formats, inspectInput, limits, samplers, schedulers } from './input.mjs';

const weights = ['.gguf', '.pt', '.pth', '.safetensors'];

export class Routes {
  constructor({ settings, faults, jobs, counts }) {
    Object.assign(this, { settings, faults, jobs, counts });
    this.handle = this.handle.bind(this);
  }

  async handle(request, response) {
    if (request.headers.authorization !== undefined) ++this.counts.keys;
    const { pathname } = new URL(request.url, 'http://sdcpp');
    const [, owner, version, name, id, action] = pathname.split('/');
    if (owner !== 'sdcpp' || version !== 'v1') throw new Refusal(404, { error: 'not found' });
    const route = `${request.method} ${name}${id === undefined ? '' : '/{id}'}${action === undefined ? '' : `/${action}`}`;
    switch (route) {
      case 'GET capabilities':
        return this.#capabilities(response);
      case 'POST img_gen':
        return this.#submit(request, response);
      case 'GET jobs/{id}':
        return this.#job(id, response, 'job', (job) => [200, this.jobs.show(job)]);
      case 'POST jobs/{id}/cancel':
        return this.#job(id, response, 'cancel', (job) => this.#cancel(job));
      default:
        throw new Refusal(404, { error: 'not found' });
    }
  }

  loras() {
    if (this.settings.loras === '') return [];
    return readdirSync(this.settings.loras, { recursive: true })
      .filter((path) => weights.includes(extname(path)))
      .sort()
      .map((path) => ({ name: basename(path, extname(path)), path }));
  }

  async #capabilities(response) {
    ++this.counts.capabilities;
    if (await failCall(response, this.faults.take('capabilities', {}))) return;
    const defaults = { prompt: '', negative_prompt: '', clip_skip: -1, width: 512, height: 512, seed: -1, batch_count: 1, sample_params: { scheduler: 'discrete', sample_method: 'euler', sample_steps: 20, guidance: { txt_cfg: 1, distilled_guidance: 3.5 } }, output_format: 'png', output_compression: 100 };
    const features = { init_image: true, mask_image: true, lora: true, cancel_queued: true, cancel_generating: false };
    const { model } = this.settings;
    sendJson(response, 200, {
      model: { name: model, stem: basename(model, extname(model)), path: `/models/${model}` },
      current_mode: 'img_gen', supported_modes: ['img_gen'],
      defaults, defaults_by_mode: { img_gen: defaults }, output_formats: formats, output_formats_by_mode: { img_gen: formats }, features, features_by_mode: { img_gen: features },
      samplers, schedulers, loras: this.loras(), upscalers: [{ name: 'None' }],
      limits: { ...limits, max_queue_size: this.settings.queueSize },
    });
  }

  async #submit(request, response) {
    ++this.counts.submitCalls;
    const text = (await readBody(request)).toString();
    const input = readInput(text);
    const fault = this.faults.take('submit', { prompt: input.prompt ?? '', body: text });
    if (fault?.answer && !fault.accept) return failCall(response, fault);
    const { wrong, unknown } = inspectInput(input, this.loras().map(({ path }) => path));
    this.counts.unknownFields.push(...unknown);
    if (wrong.length > 0) {
      this.counts.wrongFields.push(...wrong);
      throw new Refusal(400, { error: 'invalid generation parameters' });
    }
    if (this.jobs.pending >= this.settings.queueSize) throw new Refusal(429, { error: 'job queue is full' });
    const { id, status, created } = this.jobs.accept(input, text);
    if (fault?.answer) return failCall(response, fault);
    return sendJson(response, 202, { id, kind: 'img_gen', status, created, poll_url: `/sdcpp/v1/jobs/${id}` });
  }

  async #job(id, response, stage, answer) {
    const job = this.jobs.find(id);
    if (job === 'unknown') throw new Refusal(404, { error: 'job not found' });
    if (job === 'expired') throw new Refusal(410, { error: 'job expired' });
    if (stage === 'job') job.polls.push(Date.now());
    if (await failCall(response, this.faults.take(stage, job.subject))) return;
    sendJson(response, ...answer(job));
  }

  #cancel(job) {
    if (this.jobs.cancel(job)) return [200, this.jobs.show(job)];
    return [409, { error: job.status === 'generating' ? 'job is generating and cannot be cancelled' : 'job has ended' }];
  }
}

function readInput(text) {
  if (text === '') throw new Refusal(400, { error: 'empty body' });
  try {
    return parseExact(text) ?? {};
  } catch (error) {
    throw new Refusal(400, { error: 'invalid json', message: error.message });
  }
}

// One GPU, one job at a time: a bounded queue, and results that are kept in memory for a while.
import { pause } from '../lib/http.mjs';
import { picture } from '../lib/pictures.mjs';

const failedLifeMs = 600_000;
const seconds = () => Math.floor(Date.now() / 1000);

export class Jobs {
  constructor({ settings, faults }) {
    Object.assign(this, { settings, faults });
    this.all = new Map();
    this.queue = [];
    this.current = undefined;
    this.numbers = 0;
  }

  get pending() {
    return this.queue.length + (this.current ? 1 : 0);
  }

  accept(input, text) {
    const id = `job_${seconds().toString(16)}_${(this.numbers++).toString(16).padStart(8, '0')}`;
    const subject = { prompt: input.prompt, body: text, id };
    const job = { id, input, subject, status: 'queued', created: seconds(), started: null, completed: null, plan: this.faults.take('run', subject) ?? {}, polls: [], cancels: 0, acceptedAt: Date.now() };
    this.all.set(id, job);
    this.queue.push(job);
    this.#next();
    return job;
  }

  /** 'unknown', 'expired' or the job. */
  find(id) {
    const job = this.all.get(id);
    if (job === undefined) return 'unknown';
    const life = job.status === 'completed' ? this.settings.resultMs : failedLifeMs;
    return job.endedAt !== undefined && Date.now() - job.endedAt >= life ? 'expired' : job;
  }

  cancel(job) {
    ++job.cancels;
    const place = this.queue.indexOf(job);
    if (place < 0) return false;
    this.queue.splice(place, 1);
    this.#end(job, 'cancelled', { error: { code: 'cancelled', message: 'job cancelled by client' } });
    return true;
  }

  /** The process comes back with an empty memory, as after a crash. */
  forget() {
    this.all.clear();
    this.queue.length = 0;
    this.current = undefined;
  }

  show(job) {
    const { id, status, created, started, completed, result = null, error = null } = job;
    return { id, kind: 'img_gen', status, created, started, completed, queue_position: this.queue.indexOf(job) + 1, result: result && this.#resultOf(job), error };
  }

  #next() {
    if (this.current !== undefined || this.queue.length === 0 || this.queue[0].plan.stuck) return;
    const job = this.queue.shift();
    this.current = job;
    job.status = 'generating';
    job.started = seconds();
    this.#generate(job);
  }

  async #generate(job) {
    await pause(job.plan.jobMs ?? this.settings.jobMs);
    if (this.current !== job) return;
    this.current = undefined;
    if (job.plan.error) this.#end(job, 'failed', { error: { code: 'generation_failed', message: 'generate_image returned no results', ...job.plan.error } });
    else this.#end(job, 'completed', { result: true });
    this.#next();
  }

  #end(job, status, outcome) {
    Object.assign(job, outcome, { status, completed: seconds(), endedAt: Date.now() });
  }

  #resultOf({ input, plan }) {
    const { width = 512, height = 512, output_format: format = 'png', seed = -1, batch_count: count = 1, embed_image_metadata: embeds = true } = input;
    const first = BigInt(seed) < 0n ? BigInt(seconds()) : BigInt(seed);
    const images = Array.from({ length: plan.made ?? count }, (_, index) => {
      const own = first + BigInt(index);
      const text = embeds ? `${input.prompt}\nSteps: ${input.sample_params?.sample_steps ?? 20}, Seed: ${own}, Size: ${width}x${height}` : '';
      const bytes = picture({ format, width, height, seed: own, text, ...plan.picture });
      return { index, b64_json: spoil(bytes, plan.image) };
    });
    return plan.images === 'missing' ? { output_format: format } : { output_format: format, images };
  }
}

function spoil(bytes, how) {
  if (how === 'truncated') return bytes.subarray(0, bytes.length / 2).toString('base64');
  if (how === 'garbage') return Buffer.alloc(bytes.length, 0x55).toString('base64');
  if (how === 'not base64') return '<html>';
  return bytes.toString('base64');
}

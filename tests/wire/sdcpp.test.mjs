// Images from a stable-diffusion.cpp server on somebody's own GPU, as far as an imposter of it can show.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { Imposter } from '../../server/testing/imposters/lib/start.mjs';
import { importFluxLora } from './lib/fal.mjs';
import { ended } from './lib/generations.mjs';
import { Wallet } from './lib/people.mjs';
import { Server, temporaryFolder, until } from './lib/program.mjs';

const small = { imageSize: { width: 256, height: 256 }, numImages: 1, engine: 'sdcpp' };

/** A server with a GPU's server behind it; the two share the folder of LoRAs. */
class Workshop {
  static async open({ gpu: gpuOptions = {}, env = {} } = {}) {
    const loras = await temporaryFolder();
    const gpu = await Imposter.start('sdcpp', { loras: loras.path, 'job-ms': 50, ...gpuOptions });
    const wallet = new Wallet();
    const server = await (await Server.start({ env: { LIKENESS_DEMO: 'off', LIKENESS_ADMIN_WALLET: wallet.address, SDCPP_URL: gpu.url, SDCPP_LORA_DIR: loras.path, ...env } })).ready();
    const owner = await wallet.signIn(server);
    const workshop = new Workshop();
    return Object.assign(workshop, { loras, gpu, server, owner, lora: await importFluxLora(owner) });
  }

  async close() {
    await this.server.stop();
    await this.gpu.stop();
    await this.loras.remove();
  }

  async submit(visitor, changes) {
    const answer = await visitor.post('/api/generations', { loraTrainingId: this.lora.id, prompt: 'a fox', ...small, ...changes });
    assert.equal(answer.status, 202, answer.text);
    return answer.json.batch;
  }

  async story(changes = {}, limit = 60_000) {
    const visitor = await new Wallet().signIn(this.server);
    const { id } = await this.submit(visitor, changes);
    const batch = await ended(visitor, id, limit);
    const { remaining } = (await visitor.get('/api/generations/remaining')).json;
    return { visitor, batch, remaining, jobs: await this.jobsOf(batch.finalPrompt) };
  }

  async jobsOf(prompt) {
    return (await this.gpu.report()).jobs.filter((job) => job.prompt === prompt);
  }

  /** As the operator sees it. */
  async engine() {
    return (await this.owner.get('/api/info')).json.engines.find(({ id }) => id === 'sdcpp');
  }
}

describe('images from an own GPU', () => {
  let workshop;

  before(async () => {
    workshop = await Workshop.open();
  });

  after(() => workshop.close());

  test('every field is where it belongs: distilled guidance beside a true CFG of 1, seeds, LoRA, size', async () => {
    const { batch, remaining, jobs } = await workshop.story({ prompt: 'fields', numImages: 3, seed: '7000000000000000001', guidanceScale: 4, numInferenceSteps: 12, loraScale: 0.75, imageSize: { width: 512, height: 320 } });

    assert.equal(batch.state, 'completed', JSON.stringify(batch.failure));
    assert.deepEqual([batch.engine, remaining, batch.images.length], ['sdcpp', 7, 3]);
    assert.deepEqual(batch.images.map(({ seed }) => seed), ['7000000000000000001', '7000000000000000002', '7000000000000000003']);
    assert.deepEqual(jobs.map(({ seed }) => seed).sort(), batch.images.map(({ seed }) => seed));
    for (const job of jobs) {
      assert.deepEqual([job.distilledGuidance, job.txtCfg, job.steps, job.batchCount], [4, 1, 12, 1]);
      assert.deepEqual([job.width, job.height, job.lora.length, job.lora[0].multiplier], [512, 320, 1, 0.75]);
    }
    const { unknownFields, wrongFields, keys } = await workshop.gpu.report();
    assert.deepEqual([unknownFields, wrongFields, keys], [[], [], 0]);
  });

  test('seeds of 64 bits are images too', async () => {
    const { batch } = await workshop.story({ seed: '18446744073709551615' });
    assert.deepEqual([batch.state, batch.images[0]?.seed], ['completed', '18446744073709551615'], JSON.stringify(batch.failure));
  });

  test('the LoRA lies in the shared folder once', async () => {
    await workshop.story();
    assert.equal(readdirSync(workshop.loras.path, { recursive: true }).filter((path) => path.endsWith('.safetensors')).length, 1);
  });

  test('several LoRAs are placed and merged, each with its multiplier', async () => {
    const second = await importFluxLora(workshop.owner, { trigger: 'scnd' });

    const { batch, jobs } = await workshop.story({ prompt: 'two faces', loraScale: 0.75, loras: [{ loraTrainingId: second.id, scale: 0.5 }] });

    assert.equal(batch.state, 'completed', JSON.stringify(batch.failure));
    assert.deepEqual(jobs[0].lora.map(({ multiplier }) => multiplier), [0.75, 0.5]);
    assert.equal(new Set(jobs[0].lora.map(({ path }) => path)).size, 2);
    const { unknownFields, wrongFields } = await workshop.gpu.report();
    assert.deepEqual([unknownFields, wrongFields], [[], []]);
  });

  test('a full queue is waited for', async () => {
    await workshop.gpu.set({ queueSize: 1, jobMs: 300 });
    const { batch, jobs, remaining } = await workshop.story({ prompt: 'full', numImages: 4 });
    assert.deepEqual([batch.state, batch.images.length, jobs.length, remaining], ['completed', 4, 4, 7]);
    await workshop.gpu.set({ queueSize: 64, jobMs: 50 });
  });

  test('cancelling ends what waits; what is being made is told honestly', async () => {
    await workshop.gpu.set({ jobMs: 1_500 });
    const visitor = await new Wallet().signIn(workshop.server);
    const { id, finalPrompt } = await workshop.submit(visitor, { prompt: 'cancelled', numImages: 3 });
    await until(async () => (await workshop.jobsOf(finalPrompt)).some(({ status }) => status === 'generating'));

    const answer = await visitor.post(`/api/generations/${id}/cancel`);

    assert.equal(answer.json.state, 'cancelled', answer.text);
    assert.equal((await visitor.get('/api/generations/remaining')).json.remaining, 8);
    await until(async () => (await workshop.jobsOf(finalPrompt)).every(({ status }) => !['queued', 'generating'].includes(status)));
    const states = (await workshop.jobsOf(finalPrompt)).map(({ status }) => status);
    assert.equal(states.filter((status) => status === 'completed').length, 1, 'the one that was being made');
    await workshop.gpu.set({ jobMs: 50 });
  });

  test('the engine is told of in server.info', async () => {
    assert.equal((await workshop.engine()).isAvailable, true);
  });
});

describe('the GPU fails', () => {
  let workshop;
  const always = { times: null };
  const completed = ['completed', 1, 7];
  const failed = ['failed', 0, 8];
  const rows = {
    'reset before it was accepted': { faults: [['submit', { answer: 'reset' }]], ends: [completed, failed] },
    'busy, twice': { faults: [['submit', { answer: 'json', status: 429, body: { error: 'job queue is full' } }, { times: 2 }]], ends: [completed] },
    'refuses the input': { faults: [['submit', { answer: 'json', status: 400, body: { error: 'invalid generation parameters' } }]], ends: [failed] },
    'breaks on submit': { faults: [['submit', { answer: 'json', status: 500, body: { error: 'server_error' } }, always]], ends: [failed] },
    'out of memory': { faults: [['run', { error: { message: 'out of memory' } }]], ends: [failed] },
    'no images': { faults: [['run', { made: 0 }]], ends: [failed] },
    'no list of images': { faults: [['run', { images: 'missing' }]], ends: [failed] },
    'half an image': { faults: [['run', { image: 'truncated' }]], ends: [failed] },
    'no image': { faults: [['run', { image: 'garbage' }]], ends: [failed] },
    'no base64': { faults: [['run', { image: 'not base64' }]], ends: [failed] },
    'polls that fail': { faults: [['job', { answer: 'reset' }], ['job', { answer: 'json', status: 500 }], ['job', { answer: 'half', status: 200 }]], ends: [completed] },
    'an answer that is no JSON': { faults: [['job', { answer: 'text', status: 200, body: 'welcome' }, { times: 2 }]], ends: [completed] },
    'an expired result': { faults: [['job', { answer: 'json', status: 410, body: { error: 'job expired' } }, always]], ends: [failed] },
  };

  before(async () => {
    workshop = await Workshop.open();
  });

  after(() => workshop.close());

  describe('by', { concurrency: 6 }, () => {
    for (const [name, { faults, ends }] of Object.entries(rows)) {
      test(name, async () => {
        const prompt = `<${name}>`;
        await workshop.gpu.order({ faults: faults.map(([at, what, options]) => ({ at, do: what, match: { prompt }, ...options })) });
        const { batch, remaining } = await workshop.story({ prompt });
        const end = [batch.state, batch.images.length, remaining];
        assert.ok(ends.some((one) => JSON.stringify(one) === JSON.stringify(end)), `${JSON.stringify(end)} ${JSON.stringify(batch.failure)}`);
        if (batch.state === 'failed') assert.doesNotMatch(batch.failure.message, /https?:|invalid generation parameters|\{/, 'no internals');
      });
    }
  });

  test('database and objects agree', async () => {
    const { code, stdout } = await workshop.server.command('verify', '--json');
    assert.equal(code, 0, stdout);
  });
});

test('a GPU that loses its memory is given the job again: it costs nothing', async (t) => {
  const workshop = await Workshop.open({ gpu: { 'job-ms': 800 } });
  t.after(() => workshop.close());
  const visitor = await new Wallet().signIn(workshop.server);
  const { id, finalPrompt } = await workshop.submit(visitor, { prompt: 'crash' });
  await until(async () => (await workshop.jobsOf(finalPrompt)).length === 1);
  await workshop.gpu.order({ crash: true });
  const batch = await ended(visitor, id);
  assert.ok(['completed', 'failed'].includes(batch.state));
  assert.equal((await visitor.get('/api/generations/remaining')).json.remaining, batch.state === 'completed' ? 7 : 8);
});

test('a model that is no FLUX is not used', async (t) => {
  const workshop = await Workshop.open({ gpu: { model: 'sd_xl_base_1.0.safetensors' } });
  t.after(() => workshop.close());
  await until(async () => !(await workshop.engine()).isAvailable);
  assert.match((await workshop.engine()).reason, /sd_xl_base_1\.0/);
});

test('a GPU that is switched off shows as unavailable and comes back', async (t) => {
  const workshop = await Workshop.open();
  t.after(() => workshop.close());
  assert.equal((await workshop.engine()).isAvailable, true);
  await workshop.gpu.fault('capabilities', { answer: 'reset' }, { times: null });
  await until(async () => !(await workshop.engine()).isAvailable, 90_000);
  assert.ok((await workshop.engine()).reason.length > 10);
  await workshop.gpu.order({ clear: true });
  await until(async () => (await workshop.engine()).isAvailable, 90_000);
});

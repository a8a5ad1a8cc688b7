// The imposter of a stable-diffusion.cpp server answers as its API says, and fails as it is told.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import { pause } from './lib/http.mjs';
import { Imposter } from './lib/start.mjs';
import { sizeOf } from './testing_fal_client.mjs';

let sdcpp;
let folder;
const ordinary = { jobMs: 20, queueSize: 64, resultMs: 600_000 };

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'imposter-loras-'));
  mkdirSync(join(folder, 'people'));
  writeFileSync(join(folder, 'people', 'anna.safetensors'), '');
  writeFileSync(join(folder, 'notes.txt'), '');
  sdcpp = await Imposter.start('sdcpp', { loras: folder, 'job-ms': 20 });
});

beforeEach(() => sdcpp.order({ clear: true, settings: ordinary }));

after(async () => {
  await sdcpp.stop();
  rmSync(folder, { recursive: true });
});

async function call(method, path, body) {
  const answer = await fetch(`${sdcpp.url}/sdcpp/v1/${path}`, { method, body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: answer.status, json: await answer.json() };
}

const input = (changes = {}) => ({
  prompt: 'a fox', width: 128, height: 192, seed: 7, batch_count: 1, output_format: 'png',
  sample_params: { sample_method: 'euler', sample_steps: 28, guidance: { txt_cfg: 1, distilled_guidance: 3.5 } },
  lora: [{ path: 'people/anna.safetensors', multiplier: 0.9, is_high_noise: false }],
  ...changes,
});

async function ended(id) {
  for (;;) {
    const { json } = await call('GET', `jobs/${id}`);
    if (!['queued', 'generating'].includes(json.status)) return json;
    await pause(5);
  }
}

test('tells its model, its limits and the LoRAs of its folder', async () => {
  const { json } = await call('GET', 'capabilities');
  assert.equal(json.model.stem, 'flux1-dev-q4_0');
  assert.deepEqual(json.loras, [{ name: 'anna', path: 'people/anna.safetensors' }]);
  assert.equal(json.limits.max_queue_size, 64);
});

test('makes images one job after the other, with seeds that follow each other', async () => {
  await sdcpp.set({ jobMs: 300 });
  const first = await call('POST', 'img_gen', input({ batch_count: 2 }));
  const second = await call('POST', 'img_gen', input({ output_format: 'jpeg' }));
  assert.equal(first.status, 202);
  assert.equal(first.json.poll_url, `/sdcpp/v1/jobs/${first.json.id}`);
  const waiting = (await call('GET', `jobs/${second.json.id}`)).json;
  assert.deepEqual([waiting.status, waiting.queue_position, waiting.result], ['queued', 1, null]);

  const { result, status } = await ended(first.json.id);
  const bytes = result.images.map(({ b64_json: text }) => Buffer.from(text, 'base64'));
  assert.equal(status, 'completed');
  assert.deepEqual(bytes.map(sizeOf), [[128, 192], [128, 192]]);
  assert.match(bytes[1].toString('latin1'), /Seed: 8/);
  assert.equal((await ended(second.json.id)).result.output_format, 'jpeg');
  const { jobs } = await sdcpp.report();
  assert.deepEqual([jobs[0].txtCfg, jobs[0].distilledGuidance, jobs[0].batchCount], [1, 3.5, 2]);
});

test('refuses what it does not know or cannot do', async () => {
  const wrong = {
    'unknown LoRA': input({ lora: [{ path: 'anna.safetensors', multiplier: 1 }] }), 'too wide': input({ width: 5000 }), 'too many': input({ batch_count: 9 }),
    'no prompt': input({ prompt: '' }), format: input({ output_format: 'webp' }), seed: JSON.stringify(input()).replace('"seed":7', '"seed":9223372036854775808'),
  };
  for (const [name, body] of Object.entries(wrong)) assert.deepEqual(await call('POST', 'img_gen', body), { status: 400, json: { error: 'invalid generation parameters' } }, name);
  assert.equal((await call('POST', 'img_gen', '{')).json.error, 'invalid json');
  assert.equal((await call('POST', 'img_gen', '')).json.error, 'empty body');
  assert.equal((await call('GET', 'jobs/job_0_0')).status, 404);
  await ended((await call('POST', 'img_gen', input({ cfg_scale: 1 }))).json.id);
  assert.ok((await sdcpp.report()).unknownFields.includes('cfg_scale'));
});

test('is full, cancels what waits and not what runs, and forgets old results', async () => {
  await sdcpp.set({ queueSize: 2, jobMs: 500, resultMs: 50 });
  const [running, queued] = [await call('POST', 'img_gen', input()), await call('POST', 'img_gen', input())];
  assert.deepEqual(await call('POST', 'img_gen', input()), { status: 429, json: { error: 'job queue is full' } });
  assert.equal((await call('POST', `jobs/${running.json.id}/cancel`)).status, 409);
  const cancelled = await call('POST', `jobs/${queued.json.id}/cancel`);
  assert.deepEqual([cancelled.status, cancelled.json.status], [200, 'cancelled']);
  assert.equal((await ended(running.json.id)).status, 'completed');
  await pause(60);
  assert.equal((await call('GET', `jobs/${running.json.id}`)).status, 410);
});

test('fails as it is told', async () => {
  const result = async (plan) => {
    await sdcpp.fault('run', plan);
    return ended((await call('POST', 'img_gen', input())).json.id);
  };
  assert.equal((await result({ error: { message: 'out of memory' } })).error.message, 'out of memory');
  assert.equal((await result({ made: 0 })).result.images.length, 0);
  assert.equal((await result({ images: 'missing' })).result.images, undefined);
  await sdcpp.fault('submit', { answer: 'reset', accept: true }, { match: { prompt: 'lost' } });
  await assert.rejects(call('POST', 'img_gen', input({ prompt: 'lost' })));
  const { json } = await call('POST', 'img_gen', input());
  await sdcpp.order({ crash: true });
  assert.equal((await call('GET', `jobs/${json.id}`)).status, 404);
  assert.equal((await sdcpp.report()).acceptedByPrompt.lost, 1);
});

// The imposter of fal.ai fails as it is told, at the right moment and as often as it is told.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { Imposter } from './lib/start.mjs';
import { pause } from './lib/http.mjs';
import { FalClient, sizeOf } from './testing_fal_client.mjs';

let fal;
let client;

before(async () => {
  fal = await Imposter.start('fal', { 'job-ms': 20, 'beat-ms': 50 });
  client = new FalClient(fal);
});

beforeEach(() => fal.order({ clear: true }));

after(() => fal.stop());

const body = (prompt) => ({ prompt, image_size: { width: 128, height: 128 } });
const accepted = async (prompt) => (await fal.report()).acceptedByPrompt[prompt] ?? 0;

test('submit fails before and after the request was accepted', async () => {
  const faults = {
    'reset before': [{ answer: 'reset' }, 0],
    'reset after': [{ answer: 'reset', accept: true }, 1],
    'page of the edge before': [{ answer: 'html', status: 503 }, 0, 503],
    'page of the edge after': [{ answer: 'html', status: 502, accept: true }, 1, 502],
    '504 after': [{ answer: 'json', status: 504, accept: true }, 1, 504],
    'too many': [{ answer: 'json', status: 429, headers: { 'retry-after': '1' } }, 0, 429],
    'half an answer': [{ answer: 'half', status: 200, accept: true }, 1],
  };
  for (const [prompt, [fault, count, status]] of Object.entries(faults)) {
    await fal.fault('submit', fault, { match: { prompt } });
    const answer = await client.submit(body(prompt)).catch(() => undefined);
    assert.equal(answer?.status, status, prompt);
    assert.equal(answer?.headers.get('x-fal-request-id') ?? null, null);
    assert.equal(await accepted(prompt), count, prompt);
    assert.equal((await client.submit(body(prompt))).status, 200, 'once is once');
  }
});

test('an answer to submit may lead elsewhere or lack its links', async () => {
  await fal.fault('submit', { foreignUrls: true });
  assert.ok((await client.submit(body('x'))).json.status_url.startsWith(fal.elsewhere));
  await fal.fault('submit', { without: ['status_url', 'response_url', 'queue_position'] });
  assert.deepEqual(Object.keys((await client.submit(body('x'))).json), ['status', 'request_id', 'cancel_url', 'logs', 'metrics']);
});

test('a request gets stuck, falls back, or ends as any row of the error tables', async () => {
  await fal.fault('run', { stuck: true });
  const stuck = await client.submit(body('stuck'));
  await fal.fault('run', { fallsBack: 1, jobMs: 400, fallsBackMs: 300 });
  const statuses = [];
  await client.finish(await client.submit(body('falls back')), statuses);
  const order = statuses.map(({ json }) => json.status).filter((word, index, all) => word !== all[index - 1]);
  assert.deepEqual(order, ['IN_PROGRESS', 'IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']);
  assert.equal((await client.get(stuck.json.status_url)).json.status, 'IN_QUEUE');

  for (const [outcome, status, isPlatform] of [['content_policy_violation', 422, false], ['internal_server_error', 500, false], ['runner_server_error', 500, true], ['runner_disconnected', 503, true]]) {
    await fal.fault('run', { outcome });
    const seen = [];
    const result = await client.finish(await client.submit(body(outcome)), seen);
    assert.equal(result.status, status);
    assert.equal(seen.at(-1).json.error_type, isPlatform ? outcome : undefined);
    assert.equal(isPlatform ? result.json.error_type : result.json.detail[0].type, outcome);
  }
});

test('calls fail on their way and lie', async () => {
  const submitted = await client.submit(body('x'));
  await fal.order({ faults: [{ at: 'status', do: { answer: 'json', status: 500 } }, { at: 'status', do: { word: 'PAUSED', without: ['logs'] } }, { at: 'status', do: { answer: 'reset' } }] });
  assert.equal((await client.get(submitted.json.status_url)).status, 500);
  assert.equal((await client.get(submitted.json.status_url)).json.status, 'PAUSED');
  await assert.rejects(client.get(submitted.json.status_url));
  await client.finish(submitted);
  await fal.order({ faults: [{ at: 'result', do: { answer: 'html', status: 504 } }, { at: 'result', do: { cut: true } }] });
  assert.match((await client.get(submitted.json.response_url)).text, /nginx/);
  await assert.rejects(client.get(submitted.json.response_url));
  assert.equal((await client.get(submitted.json.response_url)).status, 200);
});

test('a status stream is cut, stays silent, or babbles', async () => {
  await fal.set({ jobMs: 1_000 });
  const open = async (fault) => {
    const { json } = await client.submit(body('x'));
    await fal.fault('stream', fault);
    return fetch(`${json.status_url}/stream`, { headers: client.headers });
  };
  await assert.rejects((await open({ cutAfter: 1 })).text());
  const silent = await open({ silent: true });
  const race = await Promise.race([silent.text(), pause(300).then(() => 'silence')]);
  assert.equal(race, 'silence');
  assert.match(await (await open({ garbage: true })).text(), /event: ping/);
  assert.equal((await open({ answer: 'json', status: 404 })).status, 404);
  await fal.set({ jobMs: 20 });
});

test('results lack images, have too many, black ones, or odd links', async () => {
  const images = async (plan) => {
    await fal.fault('run', plan);
    return (await client.run({ ...body('x'), num_images: 2 })).json;
  };
  assert.equal((await images({ made: 1 })).images.length, 1);
  assert.equal((await images({ made: 3 })).images.length, 3);
  assert.equal((await images({ images: 'missing' })).images, undefined);
  assert.equal((await images({ images: { url: 'x' } })).images.url, 'x');
  assert.ok((await images({ imageHost: 'elsewhere' })).images[0].url.startsWith(fal.elsewhere));
  assert.deepEqual(Object.keys((await images({ bareImages: true })).images[0]), ['url']);
  const flagged = await images({ nsfw: [true, false] });
  assert.deepEqual(flagged.has_nsfw_concepts, [true, false]);
});

test('files are cut, huge, slow, missing, something else or elsewhere', async () => {
  const { json } = await client.run(body('file'));
  const get = async (fault) => {
    await fal.fault('file', fault, { match: { prompt: 'file' } });
    return fetch(json.images[0].url, { redirect: 'manual' });
  };
  const whole = Buffer.from(await (await fetch(json.images[0].url)).arrayBuffer());
  await assert.rejects((await get({ kind: 'truncated' })).arrayBuffer());
  assert.ok((await (await get({ kind: 'short' })).arrayBuffer()).byteLength < whole.length);
  assert.equal((await get({ kind: 'page' })).headers.get('content-type'), 'text/html');
  assert.equal((await get({ answer: 'json', status: 404 })).status, 404);
  assert.ok((await get({ kind: 'redirect' })).headers.get('location').startsWith(fal.elsewhere));
  assert.deepEqual(sizeOf(Buffer.from(await (await get({ picture: { width: 64 } })).arrayBuffer())), [64, 128]);
  const vast = await get({ kind: 'vast' });
  assert.equal(Number(vast.headers.get('content-length')), 10 * 2 ** 30);
  await vast.body.cancel();
  let size = 0;
  for await (const chunk of (await get({ kind: 'huge' })).body) {
    size += chunk.length;
    if (size > 8 << 20) break;
  }
  assert.ok(size > 8 << 20);
});

test('a misspelt order is refused', async () => {
  await assert.rejects(fal.fault('statsu', {}), /no stage/);
  await assert.rejects(fal.order({ settings: { jobMS: 1 } }), /no setting/);
});

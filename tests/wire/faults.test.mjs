// The machine fails under the server: a clear error or waiting, nothing lost, the process lives.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { lockDatabase, rows } from './lib/database.mjs';
import { allImages, ended, importLora, small, submit } from './lib/generations.mjs';
import { metric } from './lib/metrics.mjs';
import { Mounts } from './lib/mounts.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { program, Server, temporaryFolder, until } from './lib/program.mjs';
import { shippedAdapter } from './lib/paperflux-lora.mjs';

const env = { LIKENESS_DEMO: 'off' };
const slow = { imageSize: { width: 1024, height: 1024 }, numInferenceSteps: 50 };

let folder;
let server;
let ada;
let lora;

async function begin(options = {}) {
  server = await (await Server.start({ data: folder.path, env, ...options })).ready();
  ada = await new Wallet().signIn(server);
  lora = await importLora(ada);
}

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  await server.stop();
  await folder.remove();
});

function isUnavailable(answer) {
  assert.equal(answer.status, 503, answer.text);
  assert.equal(answer.json.code, 'SERVICE_UNAVAILABLE');
  assert.ok(answer.json.detail.length > 20, answer.json.detail);
  assert.doesNotMatch(answer.json.detail, /SQLite|errno|\/tmp|likeness\.db/, 'no internals');
  assert.ok(Number(answer.headers.get('retry-after')) >= 1);
}

/** A failure by tRPC in the form that REST gives it. */
const fromTrpc = (answer) => ({ ...answer, json: { code: answer.json.error.data.code, detail: answer.json.error.message } });

async function allIsWell(batches) {
  for (const batch of batches) assert.equal((await ended(ada, batch.id, 60_000)).state, 'completed');
  const images = await allImages(ada);
  assert.equal(images.length, batches.length * 4);
  for (const image of images) assert.equal((await fetch(image.signedUrl)).status, 200);
  assert.equal((await ada.get('/api/generations/remaining')).json.remaining, 8 - batches.length);
}

describe('a disk or a store that takes nothing', () => {
  let mounts;

  beforeEach(async () => {
    mounts = await Mounts.create();
  });

  afterEach(() => mounts.remove());

  const verify = () => mounts.run(program, 'verify', '--deep', '--data-dir', folder.path);

  test('a full disk: writes are refused with 503, finished images wait, all goes on when there is room', async () => {
    await mounts.smallDisk(folder.path, 48);
    await begin({ wrapper: mounts.wrapper });
    const batch = await submit(ada, lora, slow);

    const ballast = await mounts.fill(folder.path);
    await until(() => /waits to be stored/.test(server.log));
    const refused = await until(async () => {
      const answer = await ada.post('/api/people', { firstName: 'Ada' });
      return answer.status === 201 ? undefined : answer;
    });
    isUnavailable(refused);
    isUnavailable(await ada.post('/api/loras', new Uint8Array(await shippedAdapter('cyanotype')), { 'content-type': 'application/octet-stream' }));
    isUnavailable(await ada.post('/api/trpc/generate.submit', { loraTrainingId: lora.id, prompt: 'a fox', ...small }).then(fromTrpc));
    assert.equal((await ada.get('/api/people')).status, 200, 'reading goes on');
    assert.equal((await ada.get(`/api/generations/${batch.id}`)).json.state, 'running', 'nothing is given up');
    assert.equal((await ada.get('/readyz')).status, 200);

    await ballast.empty();
    await until(async () => (await ada.post('/api/people', { firstName: 'Ada' })).status === 201);
    const next = await submit(ada, lora);
    await allIsWell([batch, next]);
    const verified = await verify();
    assert.equal(verified.code, 0, verified.stdout);
    assert.equal(await mounts.mustRun('find', `${folder.path}/staging`, `${folder.path}/objects/.scratch`, '-type', 'f'), '', 'nothing half-written is left');
  });

  test('a store that is read-only: images wait until it is not, what is there can be read', async () => {
    const objects = join(folder.path, 'objects');
    mkdirSync(objects);
    await mounts.own(objects);
    await begin({ wrapper: mounts.wrapper });
    const first = await submit(ada, lora);
    const [image] = (await ended(ada, first.id)).images;

    await mounts.forbidWriting(objects);
    const second = await submit(ada, lora);
    await until(() => /a finished image waits to be stored/.test(server.log));
    isUnavailable(await ada.post('/api/loras', new Uint8Array(await shippedAdapter('cyanotype')), { 'content-type': 'application/octet-stream' }));
    assert.equal((await fetch(image.signedUrl)).status, 200);
    assert.equal((await ada.get(`/api/generations/${second.id}`)).json.state, 'running');

    await mounts.allowWriting(objects);
    await allIsWell([first, second]);
    assert.equal((await verify()).code, 0);
  });

  test('an image that is cancelled while it waits for room leaves no file', async () => {
    const objects = join(folder.path, 'objects');
    mkdirSync(objects);
    await mounts.smallDisk(objects, 4);
    await begin({ wrapper: mounts.wrapper });
    await mounts.fill(objects);
    await mounts.mustRun('truncate', '--size=-400K', `${objects}/ballast`); // room for thumbnails, not for the image
    const batch = await submit(ada, lora, { imageSize: { width: 1024, height: 1024 }, outputFormat: 'png', numImages: 1 });
    await until(() => /a finished image waits to be stored/.test(server.log));

    const cancelled = await ada.post(`/api/generations/${batch.id}/cancel`);

    assert.equal(cancelled.status, 200, cancelled.text);
    await until(async () => (await metric(server, 'likeness_jobs_running')) === 0);
    assert.equal((await ada.get('/api/generations/remaining')).json.remaining, 8);
    const verified = await verify();
    assert.equal(verified.code, 0, verified.stdout);
  });

  test('a server whose images cannot be stored still stops, and the next start makes them', async () => {
    const objects = join(folder.path, 'objects');
    mkdirSync(objects);
    await mounts.own(objects);
    await begin({ wrapper: mounts.wrapper, env: { ...env, LIKENESS_SHUTDOWN_GRACE: '1' } });
    await mounts.forbidWriting(objects);
    const batch = await submit(ada, lora);
    await until(() => /a finished image waits to be stored/.test(server.log));

    assert.deepEqual(await server.stop(), { code: 0, signal: null });

    server = await (await Server.start({ data: folder.path, env, port: server.port })).ready();
    await allIsWell([batch]);
  });
});

describe('a database that another program has locked', () => {
  beforeEach(() => begin());

  test('a short lock is waited for', async () => {
    const lock = await lockDatabase(server);
    let isAnswered = false;
    const writing = ada.post('/api/people', { firstName: 'Ada' }).finally(() => {
      isAnswered = true;
    });
    const reading = await ada.get('/api/people');
    assert.equal(reading.status, 200, 'reading needs no lock');
    assert.equal(isAnswered, false);

    await lock.release();

    assert.equal((await writing).status, 201);
  });

  test('a long one is answered with 503, and the images of a running batch wait for its end', async () => {
    const batch = await submit(ada, lora, slow);
    await until(async () => (await ada.get(`/api/generations/${batch.id}`)).json.state === 'running');
    const lock = await lockDatabase(server);
    const person = { firstName: 'Ada' };

    const [rest, trpc] = await Promise.all([ada.post('/api/people', person), ada.post('/api/trpc/people.create', person)]);
    isUnavailable(rest);
    isUnavailable(fromTrpc(trpc));
    await until(() => /waits to be stored/.test(server.log));
    await lock.release();

    await until(async () => (await ada.post('/api/people', person)).status === 201);
    await allIsWell([batch]);
    assert.equal((await ada.get('/api/people')).json.items.length, 1, 'what was refused was not done');
    assert.equal((await server.command('verify')).code, 0);
  });

  test('nobody can be let in on a locked database, and nobody is let in by it', async () => {
    const lock = await lockDatabase(server);
    const nonce = await new Visitor(server).post('/api/auth/nonce');
    isUnavailable(nonce);
    assert.equal((await new Visitor(server, { cookie: `likeness=${'A'.repeat(43)}` }).get('/api/people')).status, 401);
    await lock.release();
  });
});

describe('the file of a LoRA is damaged after it was taken in', () => {
  let weights;
  let other;

  beforeEach(async () => {
    await begin();
    const bucket = join(folder.path, 'objects', 'halloween-costume-loras');
    weights = join(bucket, readdirSync(bucket, { recursive: true }).find((name) => name.endsWith('.safetensors')));
    other = await importLora(ada, 'cyanotype');
  });

  const damages = {
    'cut off': () => truncateSync(weights, statSync(weights).size / 2),
    'empty': () => truncateSync(weights, 0),
    'missing': () => rmSync(weights),
    'a folder in its place': () => {
      rmSync(weights);
      mkdirSync(weights);
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    test(`${name}: its images fail with the reason, the unit returns, others go on`, async () => {
      damage();
      const broken = await submit(ada, lora);
      const sound = await submit(ada, other);

      const failed = await ended(ada, broken.id);
      assert.equal(failed.state, 'failed', JSON.stringify(failed));
      assert.ok(failed.failure.message.length > 20, JSON.stringify(failed));
      assert.doesNotMatch(failed.failure.message, /\/tmp|errno/);
      assert.deepEqual(failed.images, []);
      assert.equal((await ended(ada, sound.id)).state, 'completed');
      assert.equal((await ada.get('/api/generations/remaining')).json.remaining, 7);
      const states = rows(server, `SELECT DISTINCT state FROM generation_jobs WHERE batch_id = '${broken.id}'`);
      assert.deepEqual(states, [{ state: 'failed' }]);
      const waited = await ada.post('/api/generate-image', { prompt: 'a fox', loraId: lora.id, num_images: 1 });
      assert.equal(waited.status, 502, waited.text);
      assert.equal(waited.json.code, 'BAD_GATEWAY');
    });
  }
});

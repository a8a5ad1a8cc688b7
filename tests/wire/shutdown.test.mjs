// SIGTERM: what runs may end, the rest is handed to the next start, and nobody who watches misses anything.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { rows } from './lib/database.mjs';
import { allImages, ended, importLora, small, spelledOut, submit } from './lib/generations.mjs';
import { readEvents, Visitor, Wallet } from './lib/people.mjs';
import { freePort, Server, temporaryFolder, until } from './lib/program.mjs';
import { RawConnection, requestText, statusOf } from './lib/raw.mjs';
import { isDurable, trpcClient, watchBatch } from './lib/trpc.mjs';

let folder;
let options;
let server;
let ada;
let lora;

/** Images that take a good while each, so that a signal finds them in the middle. */
const slow = { imageSize: { width: 1024, height: 1024 }, numInferenceSteps: 50 };

/** With two threads the engine has four images in hand. */
async function start(env = {}) {
  server = await (await Server.start({ ...options, env: { LIKENESS_DEMO: 'off', LIKENESS_ENGINE_THREADS: '2', ...env } })).ready();
  return server;
}

beforeEach(async () => {
  folder = await temporaryFolder();
  options = { data: folder.path, port: await freePort() };
  await start();
  ada = await new Wallet().signIn(server);
  lora = await importLora(ada);
});

afterEach(async () => {
  await server.stop();
  await folder.remove();
});

const events = (batch, lastEventId) =>
  ada.fetch('GET', `/api/generations/${batch.id}/events`, undefined, lastEventId === undefined ? {} : { 'last-event-id': lastEventId });

/** Waits until the engine draws at this batch. */
const untilDrawn = (batch) => until(async () => (await ada.get(`/api/generations/${batch.id}`)).json.state === 'running');

const statesOfJobs = () => rows(server, 'SELECT state, lease_owner FROM generation_jobs');

const everythingIsSound = async (batches) => {
  for (const batch of batches) {
    const { state, images } = await ended(ada, batch.id);
    assert.equal(state, 'completed');
    assert.deepEqual(images.map(({ index }) => index).sort(), [0, 1, 2, 3]);
  }
  assert.equal((await allImages(ada)).length, batches.length * 4);
  assert.equal((await server.command('verify', '--deep')).code, 0);
};

test('running images end, waiting ones are made by the next start', async () => {
  const batches = [await submit(ada, lora, slow), await submit(ada, lora, slow), await submit(ada, lora, slow)];
  await untilDrawn(batches[0]);

  assert.deepEqual(await server.stop(), { code: 0, signal: null });

  const states = statesOfJobs().map(({ state }) => state);
  assert.ok(states.includes('completed'), 'those that ran have ended');
  assert.ok(states.includes('queued'), 'those that waited still wait');
  assert.ok(states.every((state) => ['completed', 'queued'].includes(state)), states.join());
  await start();
  await everythingIsSound(batches);
});

test('images that do not end within the grace are handed back and made by the next start', async () => {
  await server.stop();
  await start({ LIKENESS_SHUTDOWN_GRACE: '0' });
  const batch = await submit(ada, lora, slow);
  await untilDrawn(batch);

  const before = Date.now();
  assert.deepEqual(await server.stop(), { code: 0, signal: null });

  assert.ok(Date.now() - before < 10_000, `${Date.now() - before} ms`);
  assert.ok(statesOfJobs().every(({ state, lease_owner: owner }) => state !== 'completed' && owner === null));
  await start();
  await everythingIsSound([batch]);
});

test('a REST stream ends cleanly, and one that goes on from its last event misses nothing', async () => {
  const first = await submit(ada, lora, slow);
  const second = await submit(ada, lora, slow);
  await untilDrawn(first);
  const streams = [first, second].map(async (batch) => ({ batch, seen: await readEvents(await events(batch)) }));
  await until(async () => (await ada.get('/metrics')).text.includes('likeness_event_watchers 2'));

  const stopped = server.stop();
  const before = await Promise.all(streams); // rejects when a body is cut off
  assert.equal((await stopped).code, 0);
  await start();

  for (const { batch, seen } of before) {
    const lastId = seen.findLast(({ id }) => id !== undefined).id;
    const rest = await readEvents(await events(batch, lastId));
    const told = [...seen, ...rest].filter(isDurable);
    assert.deepEqual(told.map(({ id }) => id), ['1', '2', '3', '4', '5', '6', '7']);
    assert.deepEqual(told.map(({ event }) => event), ['queued', 'running', 'image', 'image', 'image', 'image', 'completed']);
    assert.deepEqual(told.filter(({ event }) => event === 'image').map(({ json }) => json.index).sort(), [0, 1, 2, 3]);
  }
});

test('a stream that is cut short says why', async () => {
  await server.stop();
  await start({ LIKENESS_SHUTDOWN_GRACE: '0' });
  const batch = await submit(ada, lora, slow);
  const seen = readEvents(await events(batch));
  await untilDrawn(batch);

  await server.stop();

  const last = (await seen).at(-1);
  assert.equal(last.event, 'error');
  assert.equal(last.json.code, 'SERVICE_UNAVAILABLE');
  assert.match(last.json.detail, /not lost/);
  await start();
});

test('a tRPC subscription goes on across a restart by itself and gets every event once', async () => {
  const client = trpcClient(ada);
  const { batch } = await client.generate.submit.mutate({ loraTrainingId: lora.id, prompt: 'a fox', ...slow });
  const watch = watchBatch(client, { batchId: batch.id });
  await until(() => watch.values.some(({ data }) => data.type === 'progress'));
  await server.stop();
  assert.ok(!watch.values.some(({ data }) => data.type === 'completed') || watch.values.filter(isDurable).length === 7);

  await start();
  const values = (await watch.completed).filter(isDurable);

  assert.deepEqual(values.map(({ id }) => id), ['1', '2', '3', '4', '5', '6', '7']);
  assert.deepEqual(values.map(({ data }) => data.type), ['queued', 'running', 'image', 'image', 'image', 'image', 'completed']);
});

test('a call that waits for its images gets them, or an answer with which it can ask again', async () => {
  await server.stop();
  await start({ LIKENESS_SHUTDOWN_GRACE: '0' });
  const body = { prompt: 'a fox', loraId: lora.number, ...spelledOut(slow) };
  const key = { 'idempotency-key': '"once"' };
  const waiting = ada.post('/api/generate-image', body, key);
  await until(async () => (await ada.get('/api/generations?state=active')).json.items.length === 1);

  await server.stop();
  const cut = await waiting;
  await start();
  const again = await ada.post('/api/generate-image', body, key);

  assert.equal(cut.status, 503, cut.text);
  assert.equal(cut.json.code, 'SERVICE_UNAVAILABLE');
  assert.match(cut.json.detail, /not lost/);
  assert.ok(Number(cut.headers.get('retry-after')) >= 1);
  assert.equal(again.status, 200, again.text);
  assert.equal(again.json.images.length, 4);
  assert.equal(again.json.remaining, 7);
});

test('while it stops nobody new comes in, and requests under way are answered', async () => {
  const batch = await submit(ada, lora, slow);
  await untilDrawn(batch);
  const [cookie] = Object.values(ada.headers);
  const body = JSON.stringify({ loraTrainingId: lora.id, prompt: 'at the last moment', ...small });
  const requests = {
    ready: requestText('GET', '/readyz', { close: false }),
    alive: requestText('GET', '/healthz', { close: false }),
    read: requestText('GET', `/api/generations/${batch.id}`, { headers: { cookie }, close: false }),
    submit: requestText('POST', '/api/generations', { headers: { cookie, 'content-type': 'application/json', 'content-length': body.length }, body, close: false }),
  };
  const begun = {};
  for (const [name, text] of Object.entries(requests)) {
    begun[name] = (await RawConnection.open(server)).send(text.slice(0, 10));
  }
  const idle = (await RawConnection.open(server)).send(requests.alive);
  await idle.receive(/ok\n/);
  // The server has read what has come on the connections before it answers on a later one.
  const stopped = server.stop();
  await until(() => fetch(`${server.url}/healthz`).then(() => false, () => true));
  await until(() => server.log.includes('the server is stopping'), 500);
  assert.equal(server.child.exitCode, null, 'it says so before it has ended');

  const answers = {};
  for (const [name, connection] of Object.entries(begun)) {
    connection.send(requests[name].slice(10));
    answers[name] = await connection.ended;
  }

  assert.equal(await idle.ended, idle.received, 'an idle connection is closed');
  assert.equal(statusOf(answers.ready), 503);
  assert.equal(statusOf(answers.alive), 200);
  assert.equal(statusOf(answers.read), 200);
  assert.equal(statusOf(answers.submit), 202);
  for (const answer of Object.values(answers)) assert.match(answer, /\r\nConnection: close\r\n/);
  assert.equal((await stopped).code, 0);
  await start();
  const late = await until(async () => (await allImages(ada)).filter(({ prompt }) => prompt === 'at the last moment').length === 4);
  assert.ok(late, 'what was accepted at the last moment is made by the next start');
});

test('idle connections do not hold it up, slow ones not for long', async () => {
  const stopWith = async (begun) => {
    const connections = await Promise.all(Array.from({ length: 50 }, () => RawConnection.open(server)));
    for (const connection of connections) connection.send(begun);
    const before = Date.now();
    assert.equal((await server.stop()).code, 0);
    await start();
    return Date.now() - before;
  };

  const idle = await stopWith('');
  const slow = await stopWith('GET /api/inf');

  assert.ok(idle < 2_000, `${idle} ms with idle connections`);
  assert.ok(slow < 15_000, `${slow} ms with requests that never come to an end`);
});

test('SIGINT is as good', async () => {
  server.child.kill('SIGINT');

  assert.deepEqual(await server.exited, { code: 0, signal: null });
  await start();
});

test('a second program on the same data folder refuses with a sentence, and the first goes on', async () => {
  const second = Server.launch({ data: folder.path });

  await assert.rejects(second.listening);

  assert.deepEqual(await second.exited, { code: 1, signal: null });
  assert.match(second.log, /Another server is working on the data folder/);
  assert.equal((await new Visitor(server).get('/readyz')).status, 200);
});

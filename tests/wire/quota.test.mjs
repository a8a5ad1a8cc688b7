// The quota cannot be passed: not by many calls at once, not by mixing the wires, not by a restart in the middle.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { ended, importLora, small, spelledOut, submit } from './lib/generations.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { freePort, Server, temporaryFolder } from './lib/program.mjs';

let folder;
let options;
let server;
let ada;
let lora;

beforeEach(async () => {
  folder = await temporaryFolder();
  options = { data: folder.path, port: await freePort(), env: { LIKENESS_DEMO: 'off' } };
  server = await (await Server.start(options)).ready();
  ada = await new Wallet().signIn(server);
  lora = await importLora(ada);
});

afterEach(async () => {
  await server.stop();
  await folder.remove();
});

const remaining = async () => (await ada.get('/api/generations/remaining')).json;

test('of 200 calls of one wallet at once, over both wires, by session and by key, exactly 8 are accepted', async () => {
  const { token } = (await ada.post('/api/tokens', { name: 'program' })).json;
  const callers = [ada, new Visitor(server, { authorization: `Bearer ${token}` })];
  const one = { numImages: 1, ...small };
  const ways = [
    (caller) => caller.post('/api/generate-image', { loraId: lora.number, prompt: 'a fox', num_images: 1, ...spelledOut(small) }),
    (caller) => caller.post('/api/generations', { loraTrainingId: lora.id, prompt: 'a fox', ...one }),
    (caller) => caller.post('/api/trpc/generate.images', { loraTrainingId: lora.id, prompt: 'a fox', ...one }),
    (caller) => caller.post('/api/trpc/generate.submit', { loraTrainingId: lora.id, prompt: 'a fox', ...one }),
  ];

  const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => ways[i % 4](callers[(i >> 2) % 2])));

  const accepted = answers.filter(({ status }) => status === 200 || status === 202);
  const refused = answers.filter(({ status }) => status === 429);
  assert.equal(accepted.length, 8);
  assert.equal(refused.length, 192);
  for (const answer of refused) {
    const wait = Number(answer.headers.get('retry-after'));
    assert.ok(wait > 86_000 && wait <= 86_400, `${wait} s`);
    assert.match(answer.headers.get('ratelimit'), /"generations";r=0;t=\d+/);
    const failure = answer.json.error?.data ?? answer.json;
    assert.equal(failure.code, 'TOO_MANY_REQUESTS');
    assert.ok(Date.parse(failure.nextAt) > Date.now());
  }
  assert.equal((await remaining()).remaining, 0);
});

test('nor does a batch call of tRPC get past it', async () => {
  const input = { loraTrainingId: lora.id, prompt: 'a fox', numImages: 1, ...small };
  const path = Array(20).fill('generate.submit').join(',');

  const answer = await ada.post(`/api/trpc/${path}?batch=1`, Object.fromEntries(Array.from({ length: 20 }, (_, i) => [i, input])));

  assert.equal(answer.status, 207, answer.text);
  assert.equal(answer.json.filter(({ result }) => result).length, 8);
  assert.equal(answer.json.filter(({ error }) => error?.data.code === 'TOO_MANY_REQUESTS').length, 12);
});

test('a unit stays used across a restart, and one that was given back is free', async () => {
  const kept = await submit(ada, lora);
  await ended(ada, kept.id);
  const dropped = await submit(ada, lora, { imageSize: { width: 2048, height: 2048 }, numInferenceSteps: 50 });
  assert.equal((await remaining()).remaining, 6);
  await ada.post(`/api/generations/${dropped.id}/cancel`);

  await server.kill();
  server = await (await Server.start(options)).ready();

  const { remaining: left, returns, nextAt } = await remaining();
  assert.equal(left, 7);
  assert.equal(returns.length, 1);
  assert.equal(Date.parse(nextAt) - Date.parse(kept.createdAt), 24 * 3_600_000);
});

test('what is refused for another reason costs nothing', async () => {
  await ada.post('/api/generations', { loraTrainingId: lora.id, prompt: '' });
  await ada.post('/api/generations', { loraTrainingId: '0'.repeat(32), prompt: 'a fox' });
  await ada.post('/api/generations', { loraTrainingId: lora.id, prompt: 'a fox', imageSize: { width: 1, height: 1 } });

  assert.equal((await remaining()).remaining, 8);
});

test('every wallet has its own', async () => {
  const eve = await new Wallet().signIn(server);
  await submit(ada, lora);

  assert.equal((await remaining()).remaining, 7);
  assert.equal((await eve.get('/api/generations/remaining')).json.remaining, 8);
});

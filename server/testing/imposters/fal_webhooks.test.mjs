// Webhooks of the imposter of fal.ai: signed as published, and spoiled as ordered.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';

import { keyOfSeed, signed } from './fal/webhooks.mjs';
import { pause } from './lib/http.mjs';
import { Imposter } from './lib/start.mjs';
import { FalClient } from './testing_fal_client.mjs';

test("the signature of the protocol's test vector", () => {
  const key = keyOfSeed(Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex'));
  const requestId = '764cabcf-b745-4b3e-ae38-1200304cf45b';
  const body = Buffer.from(`{"request_id":"${requestId}","gateway_request_id":"${requestId}","status":"OK","error":null,"payload":{"images":[{"url":"https://v3b.fal.media/files/b/0a1b2c3d/x.jpg","width":1024,"height":1024,"content_type":"image/jpeg"}],"seed":7523964721059283741,"has_nsfw_concepts":[false],"prompt":"café"}}`);
  assert.equal(body.length, 345);
  assert.equal(createHash('sha256').update(body).digest('hex'), '26bd6804a256f1aea7b0c8e437f4b695a2b6376756162949138c5af8eb24a6b9');
  assert.equal(createPublicKey(key).export({ format: 'jwk' }).x, 'A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg');

  const headers = signed({ key, requestId, userId: 'user_test_1', timestamp: 1760000000, body });

  assert.deepEqual(headers, {
    'x-fal-webhook-request-id': requestId,
    'x-fal-webhook-user-id': 'user_test_1',
    'x-fal-webhook-timestamp': '1760000000',
    'x-fal-webhook-signature': '887c4f0c084fdbef199881d7a41a5d44ed1ca344eeef5c0f6082150f38476b7916c20021199701c22d5f2a7bc1f042e6e5d101a5de05c43f6f2131e8a2fa970c',
  });
});

let fal;
let client;
let hook;

/** Takes webhooks and answers with the next of `answers`, then 200. */
async function openHook() {
  const taken = [];
  const answers = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    taken.push({ headers: request.headers, body: Buffer.concat(chunks), at: Date.now() });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/hook?t=x&y=1`;
  return { taken, answers, query: `?fal_webhook=${encodeURIComponent(url)}`, close: () => server.close() };
}

before(async () => {
  fal = await Imposter.start('fal', { 'job-ms': 20, 'webhook-retry-ms': 20 });
  client = new FalClient(fal);
  hook = await openHook();
});

beforeEach(async () => {
  hook.taken.length = 0;
  await fal.order({ clear: true });
});

after(async () => {
  hook.close();
  await fal.stop();
});

const body = { prompt: 'a fox', image_size: 'square' };

async function taken(count) {
  while (hook.taken.length < count) await pause(5);
  return hook.taken.map((one) => ({ ...one, json: JSON.parse(one.body) }));
}

/** Which of the published keys signed it: its place, -1 for none. */
async function signer({ headers, body: bytes }) {
  const { keys } = (await client.get(fal.jwks)).json;
  assert.equal(keys.length, 2);
  const names = ['request-id', 'user-id', 'timestamp'].map((name) => headers[`x-fal-webhook-${name}`]);
  const message = [...names, createHash('sha256').update(bytes).digest('hex')].join('\n');
  return keys.findIndex((jwk) => verify(null, Buffer.from(message), createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(headers['x-fal-webhook-signature'] ?? '', 'hex')));
}

test('comes when the request is done, signed with one of two published keys', async () => {
  const submitted = await client.submit(body, { query: hook.query });
  const [one] = await taken(1);
  assert.deepEqual([one.json.request_id, one.json.status, one.json.error], [submitted.json.request_id, 'OK', null]);
  assert.equal(one.json.payload.images.length, 1);
  assert.equal(await signer(one), 1);
  await fal.order({ rotateKeys: true });
  assert.equal(await signer(one), -1);
});

test('tells failures of the model and of the platform', async () => {
  await fal.fault('run', { outcome: 'content_policy_violation' });
  await client.submit(body, { query: hook.query });
  await taken(1);
  await fal.fault('run', { outcome: 'runner_disconnected' });
  await client.submit(body, { query: hook.query });
  const [model, platform] = await taken(2);
  assert.deepEqual([model.json.status, model.json.error, model.json.payload.detail[0].type], ['ERROR', 'Invalid status code: 422', 'content_policy_violation']);
  assert.deepEqual([platform.json.status, platform.json.payload], ['ERROR', null]);
});

test('is repeated until it is acknowledged, but not after a redirect', async () => {
  hook.answers.push(500, 503);
  await client.submit(body, { query: hook.query });
  await taken(3);
  hook.answers.push(302);
  await client.submit(body, { query: hook.query });
  await taken(4);
  await pause(100);
  assert.equal(hook.taken.length, 4);
});

test('comes early, twice, late, without its payload, or never', async () => {
  await fal.fault('webhook', { mode: 'early' });
  await client.submit(body, { query: hook.query });
  assert.equal(hook.taken.length, 1, 'before the answer to submit');
  await fal.fault('webhook', { mode: 'twice' });
  await client.submit(body, { query: hook.query });
  await taken(3);
  await fal.fault('webhook', { mode: 'without payload', delayMs: 150 });
  const sent = Date.now();
  await client.submit(body, { query: hook.query });
  const late = (await taken(4)).at(-1);
  assert.ok(late.at - sent >= 150);
  assert.equal(late.json.payload, null);
  await fal.fault('webhook', { mode: 'never' });
  await client.run(body, { query: hook.query });
  await pause(50);
  assert.equal(hook.taken.length, 4);
});

test('forged ones do not verify, or are not what they say', async () => {
  await fal.fault('webhook', { mode: 'forged' });
  const { json } = await client.submit(body, { query: hook.query });
  const all = await taken(9);
  for (const one of all) {
    const age = Math.abs(Date.now() / 1000 - Number(one.headers['x-fal-webhook-timestamp']));
    const isGenuine = (await signer(one)) >= 0 && age <= 300 && one.headers['x-fal-webhook-request-id'] === one.json.request_id;
    assert.equal(isGenuine, false, JSON.stringify(one.headers));
    assert.equal(one.json.request_id, json.request_id);
  }
  const { webhooks } = await fal.report();
  assert.equal(webhooks.filter(({ mode }) => mode.startsWith('forged')).length, 9);
});

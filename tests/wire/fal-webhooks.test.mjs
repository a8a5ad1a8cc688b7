// Webhooks are a hint: welcome when they are genuine, harmless when they are not, and never needed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Studio, tellsNoSecret } from './lib/fal.mjs';
import { Visitor } from './lib/people.mjs';
import { pause, until } from './lib/program.mjs';

describe('webhooks', () => {
  let studio;

  before(async () => {
    studio = await Studio.open({ env: { FAL_WEBHOOKS: 'on', FAL_WEBHOOK_WAIT: '20' } });
  });

  after(() => studio.close());

  const deliveriesOf = async (orders) => {
    const ids = orders.map(({ id }) => id);
    return (await studio.fal.report()).webhooks.filter(({ requestId }) => ids.includes(requestId));
  };

  async function completes(prompt, faults, changes = {}) {
    await studio.fal.order({ faults: faults.map(([at, what, options]) => ({ at, do: what, match: { prompt }, ...options })) });
    const story = await studio.story({ prompt, ...changes });
    assert.equal(story.batch.state, 'completed', JSON.stringify(story.batch));
    assert.deepEqual([story.batch.images.length, story.remaining, story.orders.length], [1, 7, 1]);
    return story;
  }

  const mute = [['stream', { answer: 'json', status: 404 }, { times: null }], ['status', { answer: 'html', status: 502 }, { times: null }]];

  test('one alone is enough when the status cannot be had', async () => {
    const { orders } = await completes('by webhook', mute);
    assert.match(orders[0].webhook, new RegExp(`^${studio.server.url}/api/fal/webhook/[0-9a-f]{32}\\?t=[\\w.-]{20,}$`));
    assert.deepEqual((await deliveriesOf(orders)).map(({ status }) => status), [200]);
  });

  test('early, before the answer to submit', async () => {
    await completes('early', [['webhook', { mode: 'early' }]]);
  });

  test('twice makes one image', async () => {
    const { orders } = await completes('twice', [['webhook', { mode: 'twice', times: 5 }]]);
    const deliveries = await until(async () => {
      const found = await deliveriesOf(orders);
      return found.length === 5 ? found : undefined;
    });
    assert.deepEqual(deliveries.map(({ status }) => status), [200, 200, 200, 200, 200]);
  });

  test('late, when all is done', async () => {
    const { orders, batch, visitor } = await completes('late', [['webhook', { mode: 'late', delayMs: 1500 }]]);
    await until(async () => (await deliveriesOf(orders)).length === 1);
    assert.deepEqual((await visitor.get(`/api/generations/${batch.id}`)).json.images, batch.images.map((image) => ({ ...image })), 'nothing has changed');
  });

  test('never', () => completes('never', [['webhook', { mode: 'never' }]]));

  test('without its payload', () => completes('no payload', [['webhook', { mode: 'without payload' }], ...mute]));

  test('forged ones are refused and change nothing', async () => {
    const { orders } = await completes('forged', [['webhook', { mode: 'forged' }], ['run', { jobMs: 800 }]]);
    const deliveries = await deliveriesOf(orders);
    assert.equal(deliveries.length, 9);
    for (const { mode, status } of deliveries) assert.ok(status >= 400 && status < 500, `${mode}: ${status}`);
  });

  test('of a failure: the verdict is still the result', async () => {
    await studio.fal.fault('run', { outcome: 'content_policy_violation' }, { match: { prompt: 'refused' } });
    const { batch, remaining } = await studio.story({ prompt: 'refused' });
    assert.deepEqual([batch.state, batch.jobs[0].state, remaining], ['failed', 'blocked', 8]);
  });

  const lost = {
    'a reset': { answer: 'reset', accept: true },
    'a 504': { answer: 'json', status: 504, accept: true },
    'a page of the edge': { answer: 'html', status: 502, accept: true },
    'half an answer': { answer: 'half', status: 200, accept: true },
  };
  for (const [name, what] of Object.entries(lost)) {
    test(`finds the request again whose id was lost in ${name}`, async () => {
      await completes(`lost in ${name}`, [['submit', what]]);
    });
  }

  test('one whose request id was lost while it came early', async () => {
    await completes('lost and early', [['submit', { answer: 'reset', accept: true }], ['webhook', { mode: 'early' }]]);
  });

  test('bad signatures do not make it fetch the keys again and again', async () => {
    const { jwksCalls: before } = await studio.fal.report('?summary=1');
    for (let number = 0; number < 3; ++number) await completes(`forged ${number}`, [['webhook', { mode: 'forged' }], ['run', { jobMs: 300 }]]);
    const { jwksCalls } = await studio.fal.report('?summary=1');
    assert.ok(jwksCalls - before <= 2, `${jwksCalls - before} fetches for 27 forgeries`);
  });

  test('an unknown batch, a wrong token, a body without end: refused, never redirected', async () => {
    const visitor = new Visitor(studio.server);
    const post = (path, body = '{}') => visitor.post(path, body, { 'content-type': 'application/json' });
    for (const path of [`/api/fal/webhook/${'f'.repeat(32)}?t=x`, '/api/fal/webhook/x', `/api/fal/webhook/${'f'.repeat(32)}`]) {
      const { status } = await post(path);
      assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
    }
    const { status } = await post(`/api/fal/webhook/${'f'.repeat(32)}?t=x`, 'x'.repeat(20 << 20)).catch(() => ({ status: 413 }));
    assert.ok(status >= 400 && status < 500);
  });

  test('nothing was ordered twice, no key went astray', async () => {
    const report = await studio.fal.report();
    assert.deepEqual([report.keyLeaks, report.elsewhere], [[], []]);
    for (const [body, count] of Object.entries(report.acceptedByBody)) assert.equal(count, 1, body);
    await tellsNoSecret(studio.server, studio.owner);
  });
});

describe('signing keys', { concurrency: 2 }, () => {
  const statusesOf = async ({ fal }, { id }) => (await fal.report()).webhooks.filter(({ requestId }) => requestId === id).map(({ status }) => status);
  const patient = { env: { FAL_WEBHOOKS: 'on' }, fal: { 'webhook-retry-max-ms': 5_000 } };

  test('that cannot be had: the webhook is asked to come again', async (t) => {
    const studio = await Studio.open(patient);
    t.after(() => studio.close());
    await studio.fal.fault('jwks', { answer: 'html', status: 503 }, { times: null });
    const { batch, orders } = await studio.story({ prompt: 'no keys' });
    assert.equal(batch.state, 'completed', 'without them');
    await until(async () => (await statusesOf(studio, orders[0])).length > 0);
    for (const status of await statusesOf(studio, orders[0])) assert.ok(status >= 500, `${status} would end its delivery`);
    await studio.fal.order({ clear: true });
    await until(async () => (await statusesOf(studio, orders[0])).at(-1) === 200, 90_000);
  });

  test('that are new are fetched again, though not at every chance', async (t) => {
    const studio = await Studio.open(patient);
    t.after(() => studio.close());
    const { orders: before } = await studio.story({ prompt: 'old key' });
    await until(async () => (await statusesOf(studio, before[0])).at(-1) === 200);
    await studio.fal.order({ rotateKeys: true });
    const { orders: then } = await studio.story({ prompt: 'new key' });
    await until(async () => (await statusesOf(studio, then[0])).at(-1) === 200, 90_000);
    assert.ok((await studio.fal.report()).jwksCalls <= 3);
  });
});

test('a server on loopback asks for none unless it is told to', async (t) => {
  const studio = await Studio.open();
  t.after(() => studio.close());
  const { orders } = await studio.story();
  assert.equal(orders[0].webhook, undefined);
  await pause(50);
  assert.deepEqual((await studio.fal.report()).webhooks, []);
});

// What the operator sees, and where people are signed in: who may ask, and that the numbers add up.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Studio } from './lib/fal.mjs';
import { ended } from './lib/generations.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { until } from './lib/program.mjs';

describe('the operator', () => {
  const operator = new Wallet();
  let studio;
  let admin;

  before(async () => {
    studio = await Studio.open({ env: { LIKENESS_ADMIN_WALLET: operator.address, LIKENESS_ENGINE_FALLBACK: 'off' } });
    admin = await operator.signIn(studio.server);
  });

  after(() => studio.close());

  const overview = async (query = '') => {
    const answer = await admin.get(`/api/admin/overview${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };

  const usage = async (query = '') => {
    const answer = await admin.get(`/api/admin/usage${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };

  test('is the only one who may ask', async () => {
    const stranger = await new Wallet().signIn(studio.server);
    for (const path of ['/api/admin/overview', '/api/admin/usage']) {
      assert.equal((await new Visitor(studio.server).get(path)).status, 401);
      const refused = await stranger.get(path);
      assert.equal(refused.status, 403);
      assert.equal(refused.json.code, 'FORBIDDEN');
      assert.doesNotMatch(refused.text, /submitted|walletAddress/);
    }
    assert.equal((await stranger.get('/api/trpc/admin.overview')).status, 403);
  });

  test('sees sums that add up while images are made and after they were kept, refused, blocked and cancelled', async () => {
    await studio.fal.set({ jobMs: 600 });
    await studio.fal.fault('run', { nsfw: true }, { match: { prompt: 'flagged' }, times: null });
    const running = studio.story({ prompt: 'four foxes', numImages: 4 });
    const blocked = studio.story({ prompt: 'flagged', numImages: 2 });
    const quitter = await new Wallet().signIn(studio.server);
    const { id } = await studio.submit(quitter, { prompt: 'given up', numImages: 3 });
    const during = await until(async () => {
      const seen = (await overview()).accounting;
      return seen.submitted === 9 && seen;
    });
    assert.equal(during.isBalanced, true, JSON.stringify(during));
    assert.equal(during.submitted, during.kept + during.refunded + during.cancelled + during.running);
    await quitter.post(`/api/generations/${id}/cancel`);
    const { visitor } = await running;
    await blocked;
    await ended(quitter, id);

    const { accounting } = await overview();

    assert.deepEqual(accounting, { submitted: 9, kept: 4, refunded: 2, cancelled: 3, running: 0, isBalanced: true });
    const audited = JSON.parse((await studio.server.command('verify', '--json')).stdout).accounting;
    assert.deepEqual({ ...audited, isBalanced: true }, accounting);

    const { items, total, wallets } = await usage();
    assert.equal(wallets, 3);
    assert.deepEqual([total.batches, total.submitted, total.kept, total.failed, total.blocked, total.cancelled], [3, 9, 4, 0, 2, 3]);
    const maker = items.find(({ walletAddress }) => walletAddress === visitor.wallet.address);
    assert.deepEqual([maker.batches, maker.kept], [1, 4]);
    const made = (await visitor.get('/api/images')).json.items;
    const details = await Promise.all(made.map(async (image) => (await visitor.get(`/api/image/${image.id}`)).json));
    const paid = details.reduce((sum, { priceMicrodollars }) => sum + (priceMicrodollars ?? 0), 0);
    assert.ok(paid > 0, 'fal says what it charged');
    assert.equal(maker.priceMicrodollars, paid);
    assert.equal(total.priceMicrodollars, paid);
    assert.equal(items[0].walletAddress, visitor.wallet.address, 'the dearest first');
    const stranger = new Visitor(studio.server);
    assert.equal((await stranger.get(`/api/image/${made[0].id}`)).json.priceMicrodollars, null, 'what it cost is the maker’s to know');
  });

  test('pages through wallets, and is told which day is none', async () => {
    const first = await usage('?limit=1');
    const second = await usage(`?limit=1&cursor=${first.nextCursor}`);
    assert.notEqual(first.items[0].walletAddress, second.items[0].walletAddress);
    assert.deepEqual((await usage('?from=2020-01-01&to=2020-01-31')).items, []);
    for (const query of ['?from=yesterday', '?to=2026-02-30', '?cursor=abc', '?limit=0', '?from=2030-01-01&to=2029-01-01']) {
      assert.equal((await admin.get(`/api/admin/usage${query}`)).status, 400, query);
    }
  });

  test('sees stores, disk and engines', async () => {
    const seen = await overview();
    assert.equal(seen.buckets.length, 3);
    assert.ok(seen.buckets.every(({ isReachable }) => isReachable));
    assert.ok(seen.disk.freeBytes > 0 && seen.disk.freeBytes <= seen.disk.totalBytes);
    const fal = seen.engines.find(({ id }) => id === 'fal');
    assert.equal(fal.isAvailable, true);
    assert.ok(new Date(fal.since) <= new Date());
  });

  test('is told by server.info, as everybody, what was learned from own runs', async () => {
    const fal = await until(async () => {
      const { engines } = (await new Visitor(studio.server).get('/api/info')).json;
      const engine = engines.find(({ id }) => id === 'fal');
      return engine.expectedSeconds !== null && engine;
    });
    assert.ok(fal.expectedSeconds > 0.3 && fal.expectedSeconds < 120, String(fal.expectedSeconds));
    assert.ok(fal.priceMicrodollars > 0);
    assert.equal((await new Visitor(studio.server).get('/api/info')).json.fallsBack, false);

    await studio.fal.set({ jobMs: 1500 });
    const visitor = await new Wallet().signIn(studio.server);
    const batch = await studio.submit(visitor, { prompt: 'how long', numImages: 2 });
    assert.equal(typeof batch.position, 'number');
    assert.ok(batch.expectedSeconds >= 1, String(batch.expectedSeconds));
    const done = await ended(visitor, batch.id);
    assert.deepEqual([done.position, done.expectedSeconds], [null, null]);
  });
});

describe('people', () => {
  let studio;

  before(async () => {
    studio = await Studio.open();
  });

  after(() => studio.close());

  test('see where they are signed in, and sign out there', async () => {
    const wallet = new Wallet();
    const desk = await wallet.signIn(studio.server);
    const phone = await wallet.signIn(studio.server);
    const couch = await wallet.signIn(studio.server);
    const stranger = await new Wallet().signIn(studio.server);
    const sessions = async () => (await desk.get('/api/auth/sessions')).json.items;
    assert.equal((await sessions()).length, 3);
    assert.equal((await sessions()).filter(({ isCurrent }) => isCurrent).length, 1);
    assert.ok((await sessions()).every(({ lastSeenAt, device }) => lastSeenAt && device === 'node'));

    const [other] = (await phone.get('/api/auth/sessions')).json.items.filter(({ isCurrent }) => isCurrent);
    assert.equal((await stranger.call('DELETE', `/api/auth/sessions/${other.id}`)).status, 404);
    assert.equal((await desk.call('DELETE', `/api/auth/sessions/${other.id}`)).status, 200);
    assert.equal((await phone.get('/api/tokens')).status, 401);
    assert.equal((await couch.get('/api/tokens')).status, 200);

    assert.deepEqual((await desk.post('/api/auth/end-other-sessions')).json, { ended: 1 });
    assert.equal((await couch.get('/api/tokens')).status, 401);
    assert.equal((await desk.get('/api/tokens')).status, 200);
    assert.equal((await stranger.get('/api/tokens')).status, 200);
  });

  test('find their drafts on every device, the newest version of each', async () => {
    const wallet = new Wallet();
    const [desk, phone] = [await wallet.signIn(studio.server), await wallet.signIn(studio.server)];
    const put = (visitor, content, changedAt, id = studio.lora.id) =>
      visitor.call('PUT', '/api/drafts', { loraTrainingId: id, content, changedAt });
    const newer = new Date(Date.now() - 1000).toISOString();
    const older = new Date(Date.now() - 2000).toISOString();
    assert.equal((await put(desk, '{"prompt":"a fox"}', newer)).status, 200);

    assert.equal((await put(phone, '{"prompt":"late"}', older)).json.content, '{"prompt":"a fox"}');

    assert.deepEqual((await phone.get('/api/drafts')).json.items, [
      { loraTrainingId: studio.lora.id, content: '{"prompt":"a fox"}', changedAt: newer },
    ]);
    assert.deepEqual((await (await new Wallet().signIn(studio.server)).get('/api/drafts')).json.items, []);
    for (const content of ['[]', '"text"', '{', '{"a":'.repeat(20) + '1' + '}'.repeat(20)]) {
      const refused = await put(desk, content);
      assert.equal(refused.status, 400, content);
      assert.equal(refused.json.errors[0].path, 'content');
    }
    const refused = await put(desk, JSON.stringify({ prompt: 'x'.repeat(9000) }));
    assert.ok([400, 413].includes(refused.status), refused.text);
    assert.equal((await put(desk, '{}', newer, 'f'.repeat(32))).status, 404);
  });
});

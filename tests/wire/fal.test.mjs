// Images from fal.ai, as far as an imposter that speaks its protocol can show.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { key, peak, Studio, tellsNoSecret } from './lib/fal.mjs';
import { ended } from './lib/generations.mjs';
import { readEvents, Visitor, Wallet } from './lib/people.mjs';
import { until } from './lib/program.mjs';

describe('images from fal', () => {
  let studio;

  before(async () => {
    studio = await Studio.open({ env: { LIKENESS_LOG: 'debug' } });
  });

  after(() => studio.close());

  test('four images are four requests, each with its own seed, the same LoRA link and the settings asked for', async () => {
    const { visitor, batch, remaining, orders } = await studio.story({ prompt: 'four seeds', numImages: 4, seed: '18446744073709551612', guidanceScale: 4.5, numInferenceSteps: 12, loraScale: 1.25, imageSize: { width: 512, height: 768 } });

    assert.equal(batch.state, 'completed', JSON.stringify(batch.failure));
    assert.equal(batch.engine, 'fal');
    assert.equal(remaining, 7);
    assert.deepEqual(batch.images.map(({ seed }) => seed), ['18446744073709551612', '18446744073709551613', '18446744073709551614', '18446744073709551615']);
    assert.deepEqual(orders.map(({ seed }) => seed).sort(), batch.images.map(({ seed }) => seed).sort());
    assert.equal(new Set(orders.map(({ input }) => input.loras[0].path)).size, 1);
    for (const { input } of orders) {
      assert.deepEqual(input.image_size, { width: 512, height: 768 });
      assert.deepEqual([input.num_images, input.num_inference_steps, input.guidance_scale, input.loras[0].scale], [1, 12, 4.5, 1.25]);
      assert.deepEqual([input.enable_safety_checker, input.output_format], [true, 'jpeg']);
      assert.equal(input.prompt, batch.finalPrompt);
    }
    for (const image of batch.images) {
      const bytes = Buffer.from(await (await fetch(image.signedUrl)).arrayBuffer());
      const detail = (await visitor.get(`/api/image/${image.id}`)).json;
      assert.equal(createHash('sha256').update(bytes).digest('hex'), detail.sha256);
      assert.deepEqual([image.width, image.height], [512, 768]);
    }
    const report = await studio.fal.report();
    assert.deepEqual(report.unknownFields, {}, 'every field is one that fal knows');
  });

  test('a LoRA link is given again while it is valid, so that fal fetches the file once', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, index) => studio.story({ prompt: `link ${index}`, numImages: 2 })));
    const { loraFetches, loraSizes } = await studio.fal.report();
    assert.deepEqual(Object.values(loraFetches), [1]);
    assert.equal(Object.values(loraSizes)[0], studio.lora.byteCount ?? Object.values(loraSizes)[0]);
  });

  test('png when png is asked for', async () => {
    const { batch } = await studio.story({ prompt: 'as png', outputFormat: 'png' });
    assert.equal(batch.images[0].contentType ?? batch.images[0].content_type, 'image/png');
  });

  test('events tell the queue, the run and each image', async () => {
    await studio.fal.set({ jobMs: 300 });
    const visitor = await new Wallet().signIn(studio.server);
    const { id } = await studio.submit(visitor, { prompt: 'events', numImages: 2 });

    const events = await readEvents(await visitor.fetch('GET', `/api/generations/${id}/events`));

    const durable = events.filter((event) => !event.id.includes('.')).map(({ event }) => event);
    assert.deepEqual(durable, ['queued', 'running', 'image', 'image', 'completed']);
    await studio.fal.set({ jobMs: 50 });
  });

  test('flagged images are blocked, not shown, and the unit returns when all are', async () => {
    await studio.fal.fault('run', { nsfw: true }, { match: { prompt: 'all flagged' }, times: null });
    const all = await studio.story({ prompt: 'all flagged', numImages: 2 });
    assert.deepEqual(all.batch.jobs.map(({ state }) => state), ['blocked', 'blocked']);
    assert.deepEqual([all.batch.state, all.batch.images.length, all.remaining], ['failed', 0, 8]);
    assert.equal(all.batch.failure.code, 'UNPROCESSABLE_CONTENT');

    await studio.fal.fault('run', { nsfw: true }, { match: { prompt: 'one flagged' } });
    const one = await studio.story({ prompt: 'one flagged', numImages: 2 });
    assert.deepEqual(one.batch.jobs.map(({ state }) => state).sort(), ['blocked', 'completed']);
    assert.deepEqual([one.batch.state, one.batch.images.length, one.remaining, one.orders.length], ['completed', 1, 7, 2]);
  });

  test('cancelling cancels at fal too, and returns the unit', async () => {
    await studio.fal.set({ jobMs: 3_000 });
    const visitor = await new Wallet().signIn(studio.server);
    const { id, finalPrompt } = await studio.submit(visitor, { prompt: 'cancelled', numImages: 2 });
    await until(async () => (await studio.ordersOf(finalPrompt)).length === 2);

    const answer = await visitor.post(`/api/generations/${id}/cancel`);

    assert.equal(answer.json.state, 'cancelled', answer.text);
    assert.equal((await visitor.get('/api/generations/remaining')).json.remaining, 8);
    await until(async () => (await studio.ordersOf(finalPrompt)).every(({ cancels }) => cancels > 0));
    await studio.fal.set({ jobMs: 50 });
  });

  test('the key goes to the queue and to nobody else, and nobody is told it', async () => {
    const report = await studio.fal.report();
    assert.deepEqual(report.keyLeaks, []);
    assert.deepEqual(report.elsewhere, []);
    await tellsNoSecret(studio.server, studio.owner);
  });
});

describe('a base address with a path', () => {
  test('is joined with one slash', async (t) => {
    const studio = await Studio.open({ fal: { prefix: '/proxy/fal' } });
    t.after(() => studio.close());
    const { batch } = await studio.story();
    assert.equal(batch.state, 'completed', JSON.stringify(batch.failure));
  });
});

describe('a LoRA in a store that fal cannot reach', () => {
  test('is copied into fal’s storage once, and used from there', async (t) => {
    const studio = await Studio.open({ env: { FAL_LORAS: 'upload' } });
    t.after(() => studio.close());

    const first = await studio.story({ numImages: 4 });
    const second = await studio.story({ prompt: 'a second fox' });

    assert.deepEqual([first.batch.state, second.batch.state], ['completed', 'completed'], JSON.stringify(first.batch.failure));
    const { loraFetches } = await studio.fal.report();
    const links = Object.keys(loraFetches);
    assert.equal(links.length, 1, links.join(' '));
    assert.ok(!links[0].startsWith(studio.server.url), links[0]);
    await tellsNoSecret(studio.server, studio.owner, [JSON.stringify(first.batch)]);
  });
});

describe('an account that may not', () => {
  const cases = {
    'a wrong key': { settings: {}, env: { FAL_KEY: 'wire-test-key:another' } },
    'a key with a newline at its end, which is no fault': { settings: {}, env: { FAL_KEY: `${key}\n` }, works: true },
    'no money': { settings: { exhausted: true }, env: {} },
  };
  for (const [name, { settings, env, works }] of Object.entries(cases)) {
    test(name, async (t) => {
      const admin = new Wallet();
      const studio = await Studio.open({ env: { ...env, LIKENESS_ADMIN_WALLET: admin.address } });
      t.after(() => studio.close());
      const { fal, server, owner } = studio;
      await fal.set(settings);

      const { batch, remaining, orders } = await studio.story();

      const engineFor = async (visitor) => (await visitor.get('/api/info')).json.engines.find(({ id }) => id === 'fal');
      const info = await engineFor(new Visitor(server));
      if (works) {
        assert.equal(batch.state, 'completed');
        assert.equal(info.isAvailable, true);
      } else {
        assert.deepEqual([batch.state, remaining, orders.length], ['failed', 8, 0]);
        assert.doesNotMatch(batch.failure.message, /key|401|403|balance|FAL_/i, 'people are told nothing about the account');
        assert.equal(info.isAvailable, false);
        assert.doesNotMatch(info.reason, /key|401|403|balance|FAL_/i, 'nor here');
        const { reason } = await engineFor(await admin.signIn(server));
        assert.match(reason, /FAL_KEY|balance/, 'the operator is told what to mend');
      }
      await tellsNoSecret(server, owner, [JSON.stringify(batch)]);
    });
  }
});

describe('polling alone', () => {
  test('256 jobs at once are asked after at most once a second each, and under 40 times a second in all', async (t) => {
    const studio = await Studio.open({ fal: { 'job-ms': 6_000 }, env: { LIKENESS_QUOTA: '1000/24h', FAL_CONCURRENCY: '256' } });
    t.after(() => studio.close());
    await studio.fal.fault('stream', { answer: 'json', status: 404 }, { times: null });
    const visitor = await new Wallet().signIn(studio.server);

    const batches = await Promise.all(Array.from({ length: 64 }, (_, index) => studio.submit(visitor, { prompt: `poll ${index}`, numImages: 4 })));
    for (const { id } of batches) assert.equal((await ended(visitor, id, 120_000)).state, 'completed');

    const { requests, statusTimes } = await studio.fal.report();
    assert.equal(requests.length, 256);
    const perJob = Math.max(...requests.map(({ statusCalls }) => peak(statusCalls, 900)));
    t.diagnostic(`${statusTimes.length} status calls, at most ${peak(statusTimes)} in a second, ${(statusTimes.length / 256).toFixed(1)} a job`);
    assert.ok(perJob <= 1, `a job was asked after ${perJob} times within a second`);
    assert.ok(peak(statusTimes) <= 40, `${peak(statusTimes)} status calls in a second`);
  });
});


// The whole at scale: two nodes on PostgreSQL, objects in Google Cloud Storage, images from fal.ai; one node is killed under load.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Cloud } from './lib/cloud.mjs';
import { environmentOf, importFluxLora, small, startFal, tellsNoSecret } from './lib/fal.mjs';
import { allImages, ended } from './lib/generations.mjs';
import { readEvents, Visitor, Wallet } from './lib/people.mjs';
import { PostgresCluster } from './lib/postgres.mjs';
import { commandWith, pause, Server, temporaryFolder, until } from './lib/program.mjs';

const limit = 10_000;
const lease = 60_000;

let cluster;
let cloud;
let fal;
let folder;
let env;
let one;
let two;
let ada;
let lora;

const at = (visitor, server) => Object.assign(new Visitor(server, visitor.headers), { wallet: visitor.wallet });
const start = async (number) => (await Server.start({ data: `${folder.path}/node-${number}`, env })).ready();

before(async () => {
  cluster = new PostgresCluster();
  [cloud, fal, folder] = await Promise.all([Cloud.start('gcs'), startFal({ 'job-ms': 300 }), temporaryFolder()]);
  env = {
    ...environmentOf(fal),
    ...cloud.env,
    LIKENESS_DATABASE_URL: cluster.ensure('scale'),
    LIKENESS_SESSION_SECRET: 'known to every node',
    LIKENESS_QUOTA: `${limit}/24h`,
  };
  one = await start(1);
  two = await start(2);
  ada = await new Wallet().signIn(one);
  lora = await importFluxLora(ada);
});

after(async () => {
  for (const node of [one, two]) if (node?.child.exitCode === null && node.child.signalCode === null) await node.stop();
  await fal.stop();
  await cloud.stop();
  await cluster.remove();
  await folder.remove();
});

const order = (visitor, changes) => visitor.post('/api/generations', { loraTrainingId: lora.id, prompt: 'a fox', ...small, ...changes });

test('a LoRA taken in at one makes images ordered at the other, watched at both, kept in the bucket', async () => {
  const { batch } = (await order(at(ada, two), { prompt: 'three pumpkins under a full moon', numImages: 4 })).json;
  const watched = await Promise.all([one, two].map(async (node) => readEvents(await fetch(`${node.url}/api/generations/${batch.id}/events`, { headers: ada.headers }), (events) => events.some(({ event }) => event === 'completed'))));
  for (const events of watched) assert.equal(events.filter(({ event }) => event === 'image').length, 4);

  const { images, engine } = await ended(ada, batch.id);
  assert.equal(engine, 'fal');
  for (const image of images) {
    assert.ok(image.signedUrl.startsWith(cloud.origin), image.signedUrl);
    const answer = await fetch(image.signedUrl);
    assert.equal(answer.status, 200);
    assert.equal((await answer.arrayBuffer()).byteLength, image.byteCount);
  }
  const [link] = Object.keys((await fal.report()).loraFetches);
  assert.ok(link.startsWith(cloud.origin), 'fal fetches the LoRA from the bucket');
});

test('one is killed under load: the other carries on, fal has one order for each job, and the quota adds up', async (t) => {
  const asked = [];
  let goesOn = true;
  let alive = [one, two];
  const client = async () => {
    while (goesOn) {
      const key = `"key-${asked.length}"`;
      asked.push(key);
      for (;;) {
        const node = alive[asked.length % alive.length];
        const answer = await at(ada, node).post('/api/generations', { loraTrainingId: lora.id, prompt: `order ${key}`, ...small, numImages: 2 }, { 'idempotency-key': key }).catch(() => undefined);
        if (answer?.status === 202) break;
        await pause(50);
      }
      await pause(60);
    }
  };
  const working = [client(), client(), client(), client()];
  await pause(2_500 + Math.random() * 1_500);

  await one.kill();
  alive = [two];
  const killed = Date.now();
  await pause(2_500);
  goesOn = false;
  await Promise.all(working);

  const there = at(ada, two);
  await until(async () => (await there.get('/api/generations?state=active')).json.items.length === 0, lease + 60_000);
  t.diagnostic(`all had ended ${Date.now() - killed} ms after the kill`);
  assert.ok(Date.now() - killed < lease + 40_000);

  const jobs = cluster.rows('scale', 'SELECT j.state, j.request_id, b.quota, b.id AS batch FROM generation_jobs j JOIN generation_batches b ON b.id = j.batch_id');
  const report = await fal.report();
  for (const [body, count] of Object.entries(report.acceptedByBody)) assert.equal(count, 1, body);
  assert.ok(report.accepted <= jobs.length, `${report.accepted} orders for ${jobs.length} jobs`);
  assert.equal(new Set(jobs.map(({ batch }) => batch)).size, asked.length + 1, 'each was accepted once');
  for (const { state, request_id: request } of jobs) {
    assert.ok(['completed', 'failed'].includes(state), state);
    if (state === 'failed') assert.equal(request, null, 'nothing that fal is known to have is lost');
  }
  const completed = jobs.filter(({ state }) => state === 'completed').length;
  t.diagnostic(`${jobs.length} jobs, ${report.accepted} orders, ${completed} images`);
  assert.ok(jobs.length - completed <= 64, 'only what was being ordered when the node died may fail');
  assert.equal((await allImages(there)).length, completed);
  const spent = new Set(jobs.filter(({ quota }) => quota === 'consumed').map(({ batch }) => batch)).size;
  assert.equal((await there.get('/api/generations/remaining')).json.remaining, limit - spent);

  const { code, stdout } = await commandWith(env, 'verify', '--deep', '--json', '--data-dir', `${folder.path}/node-2`);
  const { clean, discrepancies } = JSON.parse(stdout);
  assert.deepEqual({ code, clean, discrepancies }, { code: 0, clean: true, discrepancies: [] });
  for (const node of [one, two]) for (const text of cloud.secrets) assert.ok(!node.log.includes(text), 'a secret is in the log');
  await tellsNoSecret(two, there);
});

// On PostgreSQL: the server goes away and comes back; two nodes share one database and one of them is killed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { allImages, ended, importLora, slow, small, submit } from './lib/generations.mjs';
import { readEvents, Visitor, Wallet } from './lib/people.mjs';
import { PostgresCluster } from './lib/postgres.mjs';
import { commandWith, pause, Server, temporaryFolder, until } from './lib/program.mjs';

const outage = 30_000;
const lease = 60_000;
const limit = 1_000;

let cluster;

before(() => {
  cluster = new PostgresCluster();
});

after(() => cluster.remove());

/** A database with the settings of every node on it. */
class Site {
  static async create(name) {
    const site = new Site();
    site.folder = await temporaryFolder();
    site.nodes = [];
    site.env = {
      LIKENESS_DATABASE_URL: cluster.ensure(name),
      LIKENESS_SESSION_SECRET: 'known to every node',
      LIKENESS_OBJECTS: `file:${site.folder.path}/objects`,
      LIKENESS_QUOTA: `${limit}/24h`,
      LIKENESS_DEMO: 'off',
    };
    site.name = name;
    return site;
  }

  async node(number) {
    const node = await (await Server.start({ data: `${this.folder.path}/node-${number}`, env: this.env })).ready();
    this.nodes.push(node);
    return node;
  }

  rows(sql) {
    return cluster.rows(this.name, sql);
  }

  verify() {
    return commandWith(this.env, 'verify', '--deep', '--json', '--data-dir', `${this.folder.path}/node-1`);
  }

  async remove() {
    for (const node of this.nodes) if (node.child.exitCode === null && node.child.signalCode === null) await node.stop();
    await this.folder.remove();
  }
}

const at = (visitor, server) => Object.assign(new Visitor(server, visitor.headers), { wallet: visitor.wallet });

function isUnavailable(answer) {
  assert.equal(answer.status, 503, answer.text);
  assert.equal(answer.json.code, 'SERVICE_UNAVAILABLE');
  assert.doesNotMatch(answer.text, /PostgreSQL|libpq|\/dev\/shm|SQLSTATE/, 'no internals');
  assert.ok(Number(answer.headers.get('retry-after')) >= 1);
}

describe('PostgreSQL is stopped for half a minute', () => {
  let site;

  before(async () => {
    site = await Site.create('outage');
  });

  after(() => site.remove());

  test('requests answer 503 at once, and all goes on by itself with nothing lost', async () => {
    const server = await site.node(1);
    const ada = await new Wallet().signIn(server);
    const lora = await importLora(ada);
    const first = await submit(ada, lora);
    await ended(ada, first.id);
    const open = await submit(ada, lora, slow);
    await until(async () => (await ada.get(`/api/generations/${open.id}`)).json.state === 'running');
    const stream = await ada.fetch('GET', `/api/generations/${open.id}/events`);
    let seen = 0;
    const watching = readEvents(stream, (events) => {
      seen = events.length;
      return events.some(({ event }) => event === 'completed');
    });
    await until(() => seen > 0);

    await cluster.stop();
    const stopped = Date.now();
    while (Date.now() - stopped < outage) {
      const asked = Date.now();
      isUnavailable(await ada.get('/api/loras'));
      isUnavailable(await ada.post('/api/generations', { loraTrainingId: lora.id, prompt: 'a fox', ...small }));
      assert.ok(Date.now() - asked < 5_000, 'nobody is kept waiting');
      assert.equal((await ada.get('/healthz')).status, 200);
      await pause(500);
    }
    cluster.start();

    await until(async () => (await ada.get('/api/loras')).status === 200, 10_000);
    const next = await submit(ada, lora);
    for (const batch of [first, open, next]) {
      assert.equal((await ended(ada, batch.id, 120_000)).state, 'completed');
    }
    const events = await watching;
    assert.ok(events.some(({ event }) => event === 'completed'), 'whoever watched has seen the end');
    const images = await allImages(ada);
    assert.equal(images.length, 12);
    for (const image of images) assert.equal((await fetch(image.signedUrl)).status, 200);
    assert.equal((await ada.get('/api/generations/remaining')).json.remaining, limit - 3);
    const { clean, accounting } = JSON.parse((await site.verify()).stdout);
    assert.deepEqual({ clean, accounting }, { clean: true, accounting: { submitted: 12, kept: 12, refunded: 0, cancelled: 0, running: 0 } });
  });
});

describe('two nodes on one database', () => {
  let site;
  let one;
  let two;
  let ada;
  let lora;

  before(async () => {
    site = await Site.create('nodes');
    one = await site.node(1);
    two = await site.node(2);
    ada = await new Wallet().signIn(one);
    lora = await importLora(ada);
  });

  after(() => site.remove());

  test('a session, a LoRA and a signed link of one are good at the other', async () => {
    const there = at(ada, two);
    assert.equal((await there.get('/api/auth/session')).json.session.walletAddress, ada.wallet.address);
    const batch = await submit(there, lora);
    const [image] = (await ended(ada, batch.id)).images;
    const link = new URL(image.signedUrl);
    assert.equal((await fetch(two.url + link.pathname + link.search)).status, 200);
  });

  test('a watcher at one sees what the other makes, while it makes it', async () => {
    const batches = [];
    for (let i = 0; i < 8; ++i) batches.push(await submit(ada, lora, { imageSize: { width: 512, height: 512 }, numInferenceSteps: 20 }));
    const watched = batches.at(-1);
    const seen = await Promise.all(
      [one, two].map(async (node) => readEvents(await fetch(`${node.url}/api/generations/${watched.id}/events`, { headers: ada.headers }), (events) => events.some(({ event }) => event === 'completed'))),
    );
    for (const events of seen) {
      assert.equal(events.filter(({ event }) => event === 'image').length, 4);
      assert.ok(events.some(({ event }) => event === 'progress'), 'steps are told across nodes');
    }
    const owners = new Set(site.rows('SELECT DISTINCT lease_owner AS owner FROM generation_jobs').map(({ owner }) => owner));
    assert.deepEqual([...owners], [null], 'every lease has ended');
  });

  test('a batch that is cancelled at one stops at the other', async () => {
    const batches = [await submit(ada, lora, slow), await submit(ada, lora, slow)];
    await until(() => site.rows("SELECT DISTINCT lease_owner FROM generation_jobs WHERE state = 'running'").length === 2);

    for (const { id } of batches) assert.equal((await at(ada, two).post(`/api/generations/${id}/cancel`)).status, 200);

    for (const node of [one, two]) {
      await until(async () => /likeness_jobs_running 0\n/.test((await at(ada, node).get('/metrics')).text), 20_000);
    }
  });

  test('one is killed under load: the other carries on within the lease time, nothing is lost or made twice', async () => {
    const before = site.rows('SELECT count(*) AS n FROM generation_batches')[0].n;
    const asked = [];
    let goesOn = true;
    const client = async (visitor) => {
      while (goesOn) {
        const key = `"key-${asked.length}"`;
        asked.push(key);
        for (;;) {
          const answer = await visitor().post('/api/generations', { loraTrainingId: lora.id, prompt: `a fox ${key}`, ...small }, { 'idempotency-key': key }).catch(() => undefined);
          if (answer?.status === 202) break;
          await pause(50);
        }
        await pause(150);
      }
    };
    let alive = [one, two];
    const turn = () => at(ada, alive[asked.length % alive.length]);
    const working = [client(turn), client(turn), client(turn)];
    await pause(3_000);
    await until(() => site.rows("SELECT DISTINCT lease_owner FROM generation_jobs WHERE state IN ('submitting', 'running')").length === 2);

    await one.kill();
    alive = [two];
    const killed = Date.now();
    await pause(3_000);
    goesOn = false;
    await Promise.all(working);

    const there = at(ada, two);
    await until(async () => (await there.get('/api/generations?state=active')).json.items.length === 0, lease + 60_000);
    assert.ok(Date.now() - killed < lease + 30_000, `it took ${Date.now() - killed} ms`);
    const batches = site.rows('SELECT state, quota FROM generation_batches');
    assert.equal(batches.length - before, asked.length, 'each was accepted once');
    const { remaining } = (await there.get('/api/generations/remaining')).json;
    assert.equal(remaining, limit - batches.filter(({ quota }) => quota === 'consumed').length);
    assert.ok(batches.every(({ state }) => state === 'completed' || state === 'cancelled'));
    const { clean, discrepancies } = JSON.parse((await site.verify()).stdout);
    assert.deepEqual({ clean, discrepancies }, { clean: true, discrepancies: [] });
  });
});

test('a node without the secret that all share does not start', async () => {
  const folder = await temporaryFolder();
  const server = Server.launch({ data: folder.path, env: { LIKENESS_DATABASE_URL: cluster.ensure('secretless'), LIKENESS_SESSION_SECRET: '' } });

  const refused = await server.listening.then(
    () => server.stop(),
    (error) => error,
  );
  assert.match(String(refused), /Set LIKENESS_SESSION_SECRET/);
  await folder.remove();
});

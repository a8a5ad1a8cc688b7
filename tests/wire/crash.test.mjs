// `kill -9` at random moments under load: nothing that was accepted is lost, nothing is made or counted twice.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { rows } from './lib/database.mjs';
import { allImages, importLora, small, spelledOut } from './lib/generations.mjs';
import { isPostgres } from './lib/kind.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { freePort, pause, Server, temporaryFolder, until } from './lib/program.mjs';
import { newSeed, seededRandom } from './lib/random.mjs';

const kills = 50;
const limit = 10_000;
const imagesOfABatch = 4;

const seed = newSeed();
const random = seededRandom(seed);
const env = { LIKENESS_QUOTA: `${limit}/24h`, LIKENESS_DEMO: 'off', LIKENESS_LOG: 'error' };

let folder;
let options;
let server;
let lora;
let wallets;

before(async () => {
  folder = await temporaryFolder();
  options = { data: folder.path, port: await freePort(), env };
  server = await (await Server.start(options)).ready();
  wallets = await Promise.all([1, 2, 3].map(() => new Wallet().signIn(server)));
  for (const visitor of wallets) {
    const { token } = (await visitor.post('/api/tokens', { name: 'program' })).json;
    visitor.program = new Visitor(server, { authorization: `Bearer ${token}` });
  }
  lora = await importLora(wallets[0]);
});

after(async () => {
  await server.stop();
  await folder.remove();
});

/** The ways to ask for a batch, each with how the answer names it. */
const ways = {
  'REST, not waiting': {
    ask: (visitor, prompt, headers) => visitor.post('/api/generations', { loraTrainingId: lora.id, prompt, ...small }, headers),
    batchOf: ({ batch }) => batch.id,
  },
  'REST, waiting': {
    ask: (visitor, prompt, headers) => visitor.post('/api/generate-image', { loraId: lora.number, prompt, ...spelledOut(small) }, headers),
    batchOf: ({ batchId }) => batchId,
  },
  'tRPC, not waiting': {
    ask: (visitor, prompt, headers) => visitor.post('/api/trpc/generate.submit', { loraTrainingId: lora.id, prompt, ...small }, headers),
    batchOf: ({ result }) => result.data.batch.id,
  },
  'tRPC, waiting': {
    ask: (visitor, prompt, headers) => visitor.post('/api/trpc/generate.images', { loraTrainingId: lora.id, prompt, ...small }, headers),
    batchOf: ({ result }) => result.data.batchId,
  },
};

/** One client: asks for one batch after the other, each with a prompt of its own, and notes what it was told. */
class Client {
  constructor(name, visitor, wallet, way, repeats) {
    Object.assign(this, { name, visitor, wallet, way, repeats });
    this.orders = [];
  }

  async work(goesOn) {
    while (goesOn()) await this.order(`${this.name}, order ${this.orders.length}`);
  }

  async order(prompt) {
    const order = { prompt, batches: new Set(), repeated: 0 };
    this.orders.push(order);
    const headers = this.repeats ? { 'idempotency-key': `"${prompt.replace(/\W+/g, '-')}"` } : {};
    for (;;) {
      const answer = await this.way.ask(this.visitor, prompt, headers).catch(() => undefined);
      if (answer?.json !== undefined && [200, 202].includes(answer.status)) {
        order.batches.add(this.way.batchOf(answer.json));
        await this.untilEnded([...order.batches][0]);
        return;
      }
      await pause(10);
      if (!this.repeats) return;
      ++order.repeated;
    }
  }

  /** So that the engine keeps up with the clients. */
  async untilEnded(id) {
    for (;;) {
      const answer = await this.visitor.get(`/api/generations/${id}`).catch(() => undefined);
      if (answer?.status === 200 && !['queued', 'running'].includes(answer.json.state)) return;
      await pause(20);
    }
  }
}

function makeClients() {
  return Object.entries(ways).flatMap(([name, way], index) => {
    const wallet = wallets[index % wallets.length];
    return [
      new Client(`${name}, never repeated`, wallet, wallet, way, false),
      new Client(`${name}, repeated with its key`, wallet.program, wallet, way, true),
    ];
  });
}

/** Halves of files that a killed process was writing go at its next start; on a shared database, where another may be writing there, a day later. */
const isLeftover = ({ parentPath, path }) => isPostgres && (parentPath ?? path).endsWith('/.scratch');
const everyFile = () => readdirSync(`${folder.path}/objects`, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

test(`${kills} times killed in the middle: every accepted batch ends, every image exists once, the quota adds up`, async (t) => {
  t.diagnostic(`SEED=${seed} repeats this run's moments`);
  const clients = makeClients();
  let goesOn = true;
  const working = clients.map((client) => client.work(() => goesOn));

  for (let kill = 0; kill < kills; ++kill) {
    // Every third time the moment may fall into the start itself.
    if (kill % 3 !== 0) await server.listening;
    await pause(30 + random() * 570);
    assert.equal(server.child.exitCode, null, `the server ended by itself: ${server.log}`);
    await server.kill();
    server = Server.launch(options);
  }
  await server.listening;
  goesOn = false;
  await Promise.all(working);
  for (const visitor of wallets) {
    await allEnded(visitor);
  }

  const orders = clients.flatMap((client) => client.orders.map((order) => ({ ...order, client })));
  const batches = rows(server, 'SELECT id, prompt, state, quota, wallet_address AS wallet FROM generation_batches');
  const byPrompt = groupBy(batches, ({ prompt }) => prompt);
  assert.ok(orders.length > kills, `only ${orders.length} orders were placed`);
  assert.ok(orders.some(({ repeated }) => repeated > 0), 'no order was ever repeated');

  await t.test('what was answered exists, what was repeated with its key exists once', () => {
    for (const { prompt, batches: answered, client } of orders) {
      const made = byPrompt.get(prompt) ?? [];
      assert.ok(made.length <= 1, `${made.length} batches of "${prompt}"`);
      assert.deepEqual([...answered], answered.size > 0 || client.repeats ? made.map(({ id }) => id) : [], prompt);
    }
    assert.equal(batches.length, [...byPrompt.keys()].filter((prompt) => orders.some((order) => order.prompt === prompt)).length, 'nothing came of nothing');
  });

  await t.test('every batch has completed with its four images', () => {
    const images = groupBy(rows(server, 'SELECT id, batch_id, image_index FROM generated_images'), (image) => image.batch_id);
    for (const batch of batches) {
      assert.equal(batch.state, 'completed', batch.prompt);
      assert.deepEqual((images.get(batch.id) ?? []).map((image) => image.image_index).sort(), [0, 1, 2, 3], batch.prompt);
    }
  });

  await t.test('every image is on disk once, whole, and opens by its link', async () => {
    const images = (await Promise.all(wallets.map(allImages))).flat();
    assert.equal(images.length, batches.length * imagesOfABatch);
    assert.equal(new Set(images.map(({ id }) => id)).size, images.length);
    const files = everyFile().filter((file) => !file.name.endsWith('.safetensors') && !isLeftover(file));
    assert.equal(files.length, images.length * 3, 'an image and two thumbnails each, and nothing left over');
    const noted = new Map(rows(server, 'SELECT id, sha256 FROM generated_images').map(({ id, sha256 }) => [id, sha256]));
    for (const image of images) {
      const bytes = Buffer.from(await (await fetch(image.signedUrl)).arrayBuffer());
      assert.equal(createHash('sha256').update(bytes).digest('hex'), noted.get(image.id), image.id);
    }
  });

  await t.test('the quota of every wallet is its limit less what it got', async () => {
    for (const visitor of wallets) {
      const own = batches.filter(({ wallet }) => wallet === visitor.wallet.address);
      assert.ok(own.length > 0);
      assert.ok(own.every(({ quota }) => quota === 'consumed'));
      assert.equal((await visitor.get('/api/generations/remaining')).json.remaining, limit - own.length);
    }
  });

  await t.test('verify is clean', async () => {
    const { code, stdout } = await server.command('verify', '--deep', '--json');
    const { clean, accounting, discrepancies } = JSON.parse(stdout);
    const submitted = batches.length * imagesOfABatch;
    assert.deepEqual({ code, clean, discrepancies }, { code: 0, clean: true, discrepancies: [] });
    assert.deepEqual(accounting, { submitted, kept: submitted, refunded: 0, cancelled: 0, running: 0 });
    assert.match((await server.command('verify')).stdout, /Everything is as it should be\./);
  });
  t.diagnostic(`${orders.length} orders, ${batches.length} batches, ${batches.length * imagesOfABatch} images`);
});

test('killed while batches are cancelled: each ends one way, and nothing is left that verify could not clear away', async (t) => {
  t.diagnostic(`SEED=${seed} repeats this run's moments`);
  const [visitor] = wallets;
  const { remaining: before } = (await visitor.get('/api/generations/remaining')).json;
  const own = (table) => rows(server, `SELECT * FROM ${table} WHERE wallet_address = '${visitor.wallet.address}'`);
  const earlier = new Set(own('generation_batches').map(({ id }) => id));
  const cancelled = new Set();
  let goesOn = true;
  const cancelAll = async () => {
    while (goesOn) {
      const submitted = await visitor.post('/api/generations', { loraTrainingId: lora.id, prompt: 'to be cancelled', ...small }).catch(() => undefined);
      await pause(random() * 100);
      const id = submitted?.json?.batch?.id;
      const answer = id && (await visitor.post(`/api/generations/${id}/cancel`).catch(() => undefined));
      if (answer?.status === 200) cancelled.add(id);
    }
  };
  const working = [cancelAll(), cancelAll(), cancelAll(), cancelAll()];

  for (let kill = 0; kill < 15; ++kill) {
    await server.listening;
    await pause(30 + random() * 370);
    await server.kill();
    server = Server.launch(options);
  }
  await server.listening;
  goesOn = false;
  await Promise.all(working);
  await allEnded(visitor);

  const batches = own('generation_batches').filter(({ id }) => !earlier.has(id));
  const kept = batches.filter(({ quota }) => quota === 'consumed').length;
  t.diagnostic(`${batches.length} batches, ${cancelled.size} cancelled, ${kept} with images`);
  for (const { id, state } of batches) assert.ok(state === 'cancelled' || (state === 'completed' && !cancelled.has(id)), `${id} is ${state}`);
  assert.equal((await visitor.get('/api/generations/remaining')).json.remaining, before - kept);
  // A process that dies between storing an image and learning that nobody wants it leaves its files; verify finds them.
  const { discrepancies } = JSON.parse((await server.command('verify', '--deep', '--repair', '--json')).stdout);
  assert.ok(discrepancies.every(({ kind, repaired }) => kind === 'orphan object' && repaired), JSON.stringify(discrepancies));
  assert.equal((await server.command('verify', '--deep')).code, 0);
});

/** Waits until nothing of the visitor is under way, longer than a lease can run; if something stays, tells how it stands. */
async function allEnded(visitor) {
  try {
    await until(async () => (await visitor.get('/api/generations?state=active')).json.items.length === 0, 90_000);
  } catch (error) {
    const stuck = rows(server, "SELECT * FROM generation_jobs WHERE state IN ('queued', 'submitting', 'running')");
    error.message += `: ${JSON.stringify(stuck)}\n${server.log}`;
    throw error;
  }
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

// `kill -9` at random moments while fal makes images: what fal accepted is never one more than was asked for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { environmentOf, importFluxLora, small, startFal, tellsNoSecret } from './lib/fal.mjs';
import { rows } from './lib/database.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { freePort, pause, Server, temporaryFolder, until } from './lib/program.mjs';
import { newSeed, seededRandom } from './lib/random.mjs';

const kills = 25;
const limit = 10_000;
const seed = newSeed();
const random = seededRandom(seed);

let folder;

before(async () => {
  folder = await temporaryFolder();
});

after(() => folder.remove());

for (const [name, extra] of [['polling', {}], ['with webhooks', { FAL_WEBHOOKS: 'on' }]]) {
  test(`${kills} times killed, ${name}`, async (t) => {
    t.diagnostic(`SEED=${seed} repeats this run's moments`);
    const fal = await startFal({ 'job-ms': 250 });
    const env = { ...environmentOf(fal), LIKENESS_QUOTA: `${limit}/24h`, FAL_WEBHOOK_WAIT: '10', ...extra };
    const options = { data: `${folder.path}/${name.replace(' ', '-')}`, port: await freePort(), env };
    let server = await (await Server.start(options)).ready();
    t.after(async () => {
      await server.kill();
      await fal.stop();
    });
    const wallets = await Promise.all([1, 2, 3].map(() => new Wallet().signIn(server)));
    const lora = await importFluxLora(wallets[0]);

    let goesOn = true;
    const asked = [];
    const work = async (visitor, index) => {
      while (goesOn) {
        const prompt = `client ${index}, order ${asked.length}, ${Math.floor(random() * 2 ** 32)}`;
        asked.push(prompt);
        const answer = await visitor.post('/api/generations', { loraTrainingId: lora.id, prompt, ...small, numImages: 2 }).catch(() => undefined);
        await pause(answer?.status === 202 ? 60 + random() * 120 : 20);
      }
    };
    const working = [...wallets, ...wallets].map(work);
    for (let kill = 0; kill < kills; ++kill) {
      if (kill % 3 !== 0) await server.listening;
      await pause(30 + random() * 700);
      assert.equal(server.child.exitCode, null, `the server ended by itself: ${server.log}`);
      await server.kill();
      server = Server.launch(options);
    }
    await server.listening;
    goesOn = false;
    await Promise.all(working);
    await server.ready();
    for (const visitor of wallets) {
      visitor.server = server;
      await until(async () => (await visitor.get('/api/generations?state=active')).json.items.length === 0, 180_000);
    }

    const jobs = rows(server, 'SELECT j.id, j.state, j.request_id, b.final_prompt AS prompt, b.quota, b.wallet_address AS wallet, b.id AS batch, CAST(j.seed AS TEXT) AS seed FROM generation_jobs j JOIN generation_batches b ON b.id = j.batch_id');
    for (const job of jobs) job.request_id &&= job.request_id.split(' ')[0]; // what follows are fal's links, when they are unusual
    const report = await fal.report();
    t.diagnostic(`${asked.length} orders, ${jobs.length} jobs, ${report.accepted} accepted by fal, ${jobs.filter(({ state }) => state === 'failed').length} failed`);

    await t.test('no job was ordered twice, and fal has nothing that is no job of ours', () => {
      for (const [body, count] of Object.entries(report.acceptedByBody)) assert.equal(count, 1, body);
      assert.ok(report.accepted <= jobs.length, `${report.accepted} accepted for ${jobs.length} jobs`);
      const prompts = new Set(jobs.map(({ prompt }) => prompt));
      for (const { prompt } of report.requests) assert.ok(prompts.has(prompt), prompt);
    });

    await t.test('every job ended: with its image, or because its order could not be told from a lost one', () => {
      const accepted = new Set(report.requests.map(({ id }) => id));
      for (const { id, state, request_id: request } of jobs) {
        assert.ok(['completed', 'failed'].includes(state), `${id} is ${state}`);
        if (state === 'completed') assert.ok(accepted.has(request), id);
        if (state === 'failed') assert.equal(request, null, `${id} failed though fal had it`);
      }
      const known = new Set(jobs.map(({ request_id: request }) => request));
      const unclaimed = report.requests.filter(({ id }) => !known.has(id));
      const failures = jobs.filter(({ state }) => state === 'failed').length;
      assert.ok(unclaimed.length <= failures, `${unclaimed.length} paid results were dropped, ${failures} jobs failed`);
      if (extra.FAL_WEBHOOKS) assert.deepEqual(unclaimed.map(({ id }) => id), [], 'a webhook finds what was lost');
    });

    await t.test('the quota adds up and verify is clean', async () => {
      for (const visitor of wallets) {
        const own = new Map(jobs.filter(({ wallet }) => wallet === visitor.wallet.address).map(({ batch, quota }) => [batch, quota]));
        const spent = [...own.values()].filter((quota) => quota === 'consumed').length;
        assert.ok([...own.values()].every((quota) => ['consumed', 'returned'].includes(quota)));
        assert.equal((await visitor.get('/api/generations/remaining')).json.remaining, limit - spent);
      }
      const { code, stdout } = await server.command('verify', '--deep', '--json');
      assert.equal(code, 0, stdout);
      assert.deepEqual(JSON.parse(stdout).discrepancies, []);
    });

    await t.test('the key shows nowhere', async () => {
      assert.deepEqual(report.keyLeaks, []);
      await tellsNoSecret(server, new Visitor(server));
    });
  });
}

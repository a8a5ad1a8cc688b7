// The clock is set back or forth while the program runs: nothing is lost, nobody waits for ever, and what expires expires.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { MovedClock } from './lib/clock.mjs';
import { allImages, ended, importLora, small, submit } from './lib/generations.mjs';
import { readEvents, siweMessage, Visitor, Wallet } from './lib/people.mjs';
import { Server, temporaryFolder, until } from './lib/program.mjs';

let folder;
let clock;
let server;
let ada;
let lora;

beforeEach(async () => {
  folder = await temporaryFolder();
  clock = new MovedClock(folder.path);
  server = await (await Server.start({ env: { ...clock.env, LIKENESS_DEMO: 'off', LIKENESS_QUOTA: '3/2h' } })).ready();
  ada = await new Wallet().signIn(server);
  lora = await importLora(ada);
});

afterEach(async () => {
  await server.stop();
  await folder.remove();
});

const remaining = async (visitor = ada) => (await visitor.get('/api/generations/remaining')).json;

test('the clock goes back an hour in the middle of a batch', async () => {
  const running = await submit(ada, lora, { imageSize: { width: 1024, height: 1024 }, numInferenceSteps: 50 });
  const stream = readEvents(await ada.fetch('GET', `/api/generations/${running.id}/events`));
  await until(async () => (await ada.get(`/api/generations/${running.id}`)).json.state === 'running');

  clock.moveTo({ hours: -1 });

  assert.ok(Math.abs(Date.parse((await ada.get('/api/info')).headers.get('date')) - clock.now()) < 5_000, 'the program sees it');
  assert.equal((await ended(ada, running.id)).state, 'completed');
  assert.deepEqual((await stream).filter(({ id }) => !id.includes('.')).map(({ id }) => id), ['1', '2', '3', '4', '5', '6', '7']);
  const later = await submit(ada, lora);
  assert.equal((await ended(ada, later.id)).state, 'completed');
  assert.equal((await allImages(ada)).length, 8);
  assert.equal((await server.command('verify', '--deep')).code, 0);
});

test('sessions, keys and links stay good when the clock goes back', async () => {
  const { token } = (await ada.post('/api/tokens', { name: 'program' })).json;
  const batch = await submit(ada, lora);
  const [image] = (await ended(ada, batch.id)).images;

  clock.moveTo({ hours: -1 });

  assert.equal((await ada.get('/api/auth/session')).json.session.walletAddress, ada.wallet.address);
  assert.equal((await new Visitor(server, { authorization: `Bearer ${token}` }).get('/api/people')).status, 200);
  assert.equal((await fetch(image.signedUrl)).status, 200);
  const eve = await new Wallet().signIn(server, { change: { issuedAt: clock.now() } });
  assert.equal((await eve.get('/api/auth/session')).json.session.walletAddress, eve.wallet.address);
});

test('the quota neither grows nor asks for a wait of less than nothing', async () => {
  for (let used = 0; used < 3; ++used) await submit(ada, lora, small);
  assert.equal((await remaining()).remaining, 0);

  clock.moveTo({ hours: -1 });

  assert.equal((await remaining()).remaining, 0);
  const refused = await ada.post('/api/generations', { loraTrainingId: lora.id, prompt: 'a fox', ...small });
  assert.equal(refused.status, 429);
  const wait = Number(refused.headers.get('retry-after'));
  assert.ok(wait > 2 * 3600 && wait <= 3 * 3600, `${wait} s`);
  assert.ok(Date.parse(refused.json.nextAt) > clock.now());
});

test('units return when their window is over', async () => {
  for (let used = 0; used < 3; ++used) await submit(ada, lora, small);

  clock.moveTo({ hours: 3 });

  assert.equal((await remaining()).remaining, 3);
  assert.deepEqual((await remaining()).returns, []);
  await submit(ada, lora);
});

test('a batch goes on when its lease runs out in its hands', async () => {
  const batch = await submit(ada, lora, { imageSize: { width: 1024, height: 1024 }, numInferenceSteps: 50 });
  await until(async () => (await ada.get(`/api/generations/${batch.id}`)).json.state === 'running');

  clock.moveTo({ hours: 1 });

  assert.equal((await ended(ada, batch.id)).state, 'completed');
  assert.equal((await allImages(ada)).length, 4);
  assert.equal((await server.command('verify')).code, 0);
});

test('a link opens nothing once it has expired, and a fresh one does', async () => {
  const batch = await submit(ada, lora);
  const [image] = (await ended(ada, batch.id)).images;
  assert.equal((await fetch(image.signedUrl)).status, 200);

  const expires = Number(new URL(image.signedUrl).searchParams.get('expires')) * 1000;
  clock.moveTo({ hours: Math.ceil((expires - Date.now()) / 3_600_000) });

  const expired = await fetch(image.signedUrl);
  assert.equal(expired.status, 403);
  assert.match((await expired.json()).detail, /expired/);
  const fresh = (await ada.get(`/api/image/${image.id}`)).json;
  assert.equal((await fetch(fresh.signedUrl)).status, 200);
});

test('a session ends when its time is over, and a nonce too', async () => {
  const visitor = new Visitor(server);
  const { expiresAt } = (await ada.get('/api/auth/session')).json.session;
  const wallet = new Wallet();
  const late = await wallet.tryToSignIn(server, {
    message: (nonce) => {
      clock.moveTo({ hours: 1 });
      return siweMessage({ domain: new URL(server.url).host, address: wallet.address, uri: server.url, nonce, issuedAt: clock.now() });
    },
  });

  assert.equal(late.status, 401, late.text);
  clock.moveTo({ hours: Math.ceil((Date.parse(expiresAt) - Date.now()) / 3_600_000) });
  assert.equal((await ada.get('/api/auth/session')).json.session, null);
  assert.equal((await ada.get('/api/generations/remaining')).status, 401);
  assert.equal((await visitor.get('/api/loras')).status, 200);
});

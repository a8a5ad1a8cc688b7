// From photos to a LoRA, with the imposter of fal.ai as trainer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { jpeg } from '../../server/testing/imposters/lib/jpeg.mjs';
import { storedZip } from '../../server/testing/imposters/testing_zip.mjs';
import { environmentOf, startFal, startServer, tellsNoSecret } from './lib/fal.mjs';
import { readEvents, Visitor, Wallet } from './lib/people.mjs';
import { freePort, Server, temporaryFolder, until } from './lib/program.mjs';

let fal;
let server;
let ada;

before(async () => {
  fal = await startFal({ 'job-ms': 300 });
  server = await startServer(fal, { env: { LIKENESS_TRAINING_QUOTA: 'off' } });
  ada = await new Wallet().signIn(server);
});

after(async () => {
  await server.stop();
  await fal.stop();
});

const bytes = { 'content-type': 'application/octet-stream' };
let shades = 0;
/** A photo unlike any before. */
const photo = (width = 320, height = 256) => {
  const shade = ++shades;
  return jpeg(width, height, (x, y) => [(shade * 37) % 256, (x * 5 + shade) % 256, (y * 3 + shade * 11) % 256]);
};
const upload = (visitor, file, name = 'sea.jpg', headers = bytes) => visitor.post(`/api/uploads?name=${encodeURIComponent(name)}`, new Uint8Array(file), headers);

async function photos(visitor, count = 4) {
  const ids = [];
  for (let i = 0; i < count; ++i) {
    const answer = await upload(visitor, photo());
    assert.equal(answer.status, 201, answer.text);
    ids.push({ id: answer.json.items[0].id });
  }
  return ids;
}

const order = async (visitor, changes = {}, headers = {}) =>
  visitor.post('/api/trainings', { name: 'Ada', trigger: 'adalv', steps: 500, uploads: await photos(visitor), ...changes }, headers);

async function ordered(visitor, changes) {
  const answer = await order(visitor, changes);
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

const isOpen = ({ state }) => ['queued', 'preparing', 'submitting', 'running'].includes(state);

const ended = (visitor, id, limit = 30_000) =>
  until(async () => {
    const { json } = await visitor.get(`/api/trainings/${id}`);
    return isOpen(json) ? undefined : json;
  }, limit);

test('the server tells who trains, for how much, and what photos may be', async () => {
  const { trainer, uploads } = (await ada.get('/api/info')).json;

  assert.deepEqual([trainer.id, trainer.baseModel, trainer.usdPer1000Steps, trainer.defaultSteps, trainer.minImages], ['fal', 'flux.1', 2, 1000, 4]);
  assert.equal(uploads.minSide, 256);
});

test('a photo is kept, shown and listed to its owner alone', async () => {
  const answer = await upload(ada, photo(400, 300), 'by the sea.jpg');

  assert.equal(answer.status, 201, answer.text);
  const [kept] = answer.json.items;
  assert.deepEqual([kept.name, kept.width, kept.height, kept.contentType], ['by the sea.jpg', 400, 300, 'image/jpeg']);
  for (const url of [kept.signedUrl, kept.thumbnailUrl, kept.previewUrl]) assert.equal((await fetch(url)).status, 200);
  assert.ok((await ada.get('/api/uploads')).json.items.some(({ id }) => id === kept.id));
  const eve = await new Wallet().signIn(server);
  assert.deepEqual((await eve.get('/api/uploads')).json.items, []);
  assert.equal((await eve.call('DELETE', `/api/uploads/${kept.id}`)).status, 404);
  assert.equal((await ada.call('DELETE', `/api/uploads/${kept.id}`)).status, 200);
  assert.equal((await fetch(kept.signedUrl)).status, 404);
});

test('uploads come by form, as an image, as a zip archive and by tRPC', async () => {
  const form = new FormData();
  form.append('file', new Blob([photo()]), 'one.jpg');
  form.append('file', new Blob([photo()]), 'two.jpg');
  const byForm = await fetch(`${server.url}/api/uploads`, { method: 'POST', headers: ada.headers, body: form });
  const asImage = await upload(ada, photo(), 'three.jpg', { 'content-type': 'image/jpeg' });
  const archive = storedZip({ 'a.jpg': photo(), 'a.txt': 'a photo of [trigger]', 'notes.pdf': '%PDF-1.7', '__MACOSX/._a.jpg': 'x' });
  const asZip = await upload(ada, archive, 'photos.zip', { 'content-type': 'application/zip' });
  const byTrpc = await ada.post('/api/trpc/uploads.create?name=four.jpg', new Uint8Array(photo()), bytes);

  assert.deepEqual((await byForm.json()).items.map(({ name }) => name), ['one.jpg', 'two.jpg']);
  assert.equal(asImage.json.items[0].name, 'three.jpg');
  assert.equal(asZip.json.items[0].caption, 'a photo of [trigger]');
  assert.deepEqual(asZip.json.refused.map(({ name }) => name), ['notes.pdf']);
  assert.equal(byTrpc.json.result.data.items[0].name, 'four.jpg');
});

test('the same photo twice is one upload', async () => {
  const file = photo();

  assert.equal((await upload(ada, file)).json.items[0].id, (await upload(ada, file)).json.items[0].id);
});

test('what is no photo is refused with the reason', async () => {
  const cases = [
    [Buffer.from('<html>this is a page</html>'), 422, /no JPEG, PNG or WebP/],
    [photo().subarray(0, 900), 422, /./],
    [photo(320, 200), 422, /256 pixels/],
    [storedZip({ 'a.txt': 'x' }), 422, /no images/],
    [Buffer.concat([photo(), Buffer.alloc(33 << 20)]), 413, /32 MB/],
  ];
  for (const [file, status, reason] of cases) {
    const answer = await upload(ada, file);
    assert.equal(answer.status, status, answer.text);
    assert.match(answer.json.detail, reason);
  }
  assert.equal((await upload(ada, photo(), 'x', { 'content-type': 'text/plain' })).status, 415);
  assert.equal((await upload(new Visitor(server), photo())).status, 401);
});

test('a training becomes a LoRA that can be generated with', async () => {
  const training = await ordered(ada, { uploads: (await photos(ada)).map((picture, at) => (at === 0 ? { ...picture, caption: 'on a hill', crop: { left: 10, top: 0, side: 256 } } : picture)) });
  assert.ok(['queued', 'preparing'].includes(training.state), training.state);
  assert.deepEqual([training.priceUsd, training.steps, training.images.length], [1, 500, 4]);

  const done = await ended(ada, training.id);

  assert.equal(done.state, 'completed', JSON.stringify(done.failure));
  assert.equal(done.stepsDone, 500);
  const lora = (await ada.get(`/api/loras/${training.id}`)).json;
  assert.deepEqual([lora.name, lora.trigger, lora.status, lora.baseModel, lora.visibility, lora.canGenerate], ['Ada', 'adalv', 'completed', 'flux.1', 'private', true]);
  assert.ok(lora.fileBytes > 1000 && lora.rank > 0);
  const report = await fal.report();
  const archive = report.archives.at(-1);
  assert.deepEqual(archive.images.map(({ name }) => name), ['001.jpg', '002.jpg', '003.jpg', '004.jpg']);
  assert.deepEqual(archive.captions, { '001.txt': 'adalv, on a hill' });
  assert.deepEqual(report.keyLeaks, []);
  const made = await ada.post('/api/generate-image', { prompt: 'a portrait', loraId: lora.number, num_images: 1 });
  assert.equal(made.status, 200, made.text);
  await tellsNoSecret(server, ada);
});

test('events tell the queue, the steps and the end, and go on where a client left off', async () => {
  const { id } = await ordered(ada);

  const all = await readEvents(await ada.fetch('GET', `/api/trainings/${id}/events`));
  const durable = all.filter((event) => /^\d+$/.test(event.id));
  const rest = await readEvents(await ada.fetch('GET', `/api/trainings/${id}/events`, undefined, { 'last-event-id': '2' }));

  assert.deepEqual(durable.map(({ event }) => event), ['queued', 'running', 'completed']);
  assert.deepEqual(rest.map(({ event }) => event), ['completed']);
});

test('a repeat with the same key is the same training', async () => {
  const uploads = await photos(ada);
  const headers = { 'idempotency-key': '"ada-1"' };

  const first = await order(ada, { uploads }, headers);
  const second = await order(ada, { uploads }, headers);
  const other = await order(ada, { uploads, steps: 600 }, headers);

  assert.equal(second.json.id, first.json.id);
  assert.equal(other.status, 409);
  await ended(ada, first.json.id);
});

test('bad input is named field by field and costs nothing', async () => {
  const before = (await fal.report('?summary=1')).accepted;

  const answer = await order(ada, { name: ' ', trigger: 'a,b', steps: 0, uploads: [{ id: 'f'.repeat(32) }] });

  assert.equal(answer.status, 400);
  assert.deepEqual(answer.json.errors.map(({ path }) => path).sort(), ['name', 'steps', 'trigger', 'uploads']);
  assert.equal((await fal.report('?summary=1')).accepted, before);
});

test('nobody sees or stops another’s training', async () => {
  const { id } = await ordered(ada);
  const eve = await new Wallet().signIn(server);

  assert.equal((await eve.get(`/api/trainings/${id}`)).status, 404);
  assert.equal((await eve.call('DELETE', `/api/trainings/${id}`)).status, 404);
  assert.deepEqual((await eve.get('/api/trainings')).json.items, []);
  await ended(ada, id);
});

test('a cancelled training stays cancelled', async () => {
  await fal.fault('run', { stuck: true });
  const { id } = await ordered(ada);
  await until(async () => ((await ada.get(`/api/trainings/${id}`)).json.state === 'running' ? true : undefined));

  const cancelled = await ada.call('DELETE', `/api/trainings/${id}`);

  assert.equal(cancelled.json.state, 'cancelled');
  assert.equal((await ada.call('DELETE', `/api/trainings/${id}`)).status, 409);
  assert.equal((await ada.get(`/api/loras/${id}`)).json.status, 'cancelled');
});

test('a refused archive fails with a sentence', async () => {
  await fal.fault('run', { outcome: { status: 422, body: { detail: [{ loc: ['body', 'images_data_url'], msg: 'x', type: 'invalid_archive' }] } } });

  const failed = await ended(ada, (await ordered(ada)).id);

  assert.equal(failed.state, 'failed');
  assert.match(failed.failure.message, /could not read the archive/);
});

test('weights that are no LoRA are not taken for one', async () => {
  await fal.fault('run', { weights: Buffer.from('<html>').toString('base64') });

  const failed = await ended(ada, (await ordered(ada)).id);

  assert.equal(failed.state, 'failed');
  assert.match(failed.failure.message, /no LoRA/);
});

test('an order that may have arrived is not placed again', async () => {
  const before = (await fal.report()).archives.length;
  await fal.fault('submit', { answer: 'reset', accept: true });

  const failed = await ended(ada, (await ordered(ada)).id);

  assert.equal(failed.state, 'failed');
  assert.match(failed.failure.message, /not ordered a second time/);
  assert.ok((await fal.report()).archives.length <= before + 1);
});

test('edges that answer in HTML, silence and cut files are waited out', async () => {
  await fal.fault('status', { answer: 'html', status: 502 }, { times: 2 });
  await fal.fault('result', { answer: 'html', status: 503 });
  // Of the weights, not of the archive that fal fetches itself.
  for (const kind of ['truncated', 'short']) await fal.fault('file', { kind }, { match: { prompt: 'adalv' } });

  const done = await ended(ada, (await ordered(ada)).id, 60_000);

  assert.equal(done.state, 'completed', JSON.stringify(done.failure));
});

test('after kill -9 the next process carries on, and fal is asked once', async () => {
  const folder = await temporaryFolder();
  const options = { data: folder.path, port: await freePort(), env: environmentOf(fal) };
  let other = await (await Server.start(options)).ready();
  const bob = await new Wallet().signIn(other);
  await fal.fault('run', { jobMs: 3_000 });
  const before = (await fal.report()).archives.length;
  const { id } = await ordered(bob);
  await until(async () => ((await bob.get(`/api/trainings/${id}`)).json.state === 'running' ? true : undefined));

  await other.kill();
  other = await (await Server.start(options)).ready();
  bob.server = other;
  const done = await ended(bob, id);

  assert.equal(done.state, 'completed');
  assert.equal((await fal.report()).archives.length, before + 1);
  await other.stop();
  await folder.remove();
});

test('without a trainer, photos are taken and trainings refused', async () => {
  const plain = await (await Server.start({ args: ['--no-demo'] })).ready();
  const visitor = await new Wallet().signIn(plain);

  assert.equal((await visitor.get('/api/info')).json.trainer, null);
  assert.equal((await order(visitor)).status, 503);
  await plain.stop();
});

test('a wallet has three trainings a day, because each costs money; what failed gives its unit back', async (t) => {
  const small = await startServer(fal);
  t.after(() => small.stop());
  const eve = await new Wallet().signIn(small);
  await fal.fault('run', { outcome: 'internal_server_error' }, { match: { prompt: 'brkn' } });
  const train = async (changes) => ended(eve, (await ordered(eve, changes)).id);

  const states = [];
  for (const changes of [{}, { trigger: 'brkn' }, {}, {}]) states.push((await train(changes)).state);
  const refused = await order(eve);

  assert.equal(states.filter((state) => state === 'completed').length, 3, states.join(' '));
  assert.equal(refused.status, 429, refused.text);
  assert.equal(refused.json.code, 'TOO_MANY_REQUESTS');
  assert.match(refused.json.detail, /All 3 trainings of the last 24 hours are used/);
  assert.ok(Number(refused.headers.get('retry-after')) > 80_000);
});

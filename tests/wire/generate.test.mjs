// From a prompt to images that are kept.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Server, temporaryFolder } from './lib/program.mjs';
import { readEvents, Visitor, Wallet } from './lib/people.mjs';

let server;
let lora;

before(async () => {
  server = await (await Server.start()).ready();
  lora = (await new Visitor(server).get('/api/loras')).json.items.find((item) => item.name === 'Harvest Moon');
});

after(() => server.stop());

const small = { imageSize: { width: 256, height: 256 }, numInferenceSteps: 4 };
const request = (changes = {}) => ({ loraTrainingId: lora.id, prompt: 'three pumpkins under a full moon', ...small, ...changes });

async function finished(visitor, id) {
  for (;;) {
    const batch = (await visitor.get(`/api/generations/${id}`)).json;
    if (!['queued', 'running'].includes(batch.state)) return batch;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

test('POST /api/generate-image gives images in the shape of the original design', async () => {
  const ada = await new Wallet().signIn(server);

  const answer = await ada.post('/api/generate-image', { prompt: 'three pumpkins under a full moon', loraId: lora.number, num_images: 3, seed: 7 });

  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.remaining, 7);
  assert.equal(answer.json.images.length, 3);
  for (const [index, image] of answer.json.images.entries()) {
    assert.deepEqual(
      Object.keys(image),
      ['id', 'width', 'height', 'content_type', 'seed', 'bucket', 'path', 'fullUrl', 'signedUrl', 'thumbnailUrl', 'thumbhash', 'prompt', 'createdAt'],
    );
    assert.equal(image.width, 768);
    assert.equal(image.height, 1024);
    assert.equal(image.content_type, 'image/jpeg');
    assert.equal(image.seed, String(7 + index));
    assert.equal(image.bucket, 'halloween-costume-generated-images');
    assert.equal(image.prompt, 'three pumpkins under a full moon');
  }
});

test('an image is whole, says what it was made with, and is the same again from its seed alone', async () => {
  const ada = await new Wallet().signIn(server);
  const folder = await temporaryFolder();
  const first = (await ada.post('/api/generate-image', { prompt: 'a "quoted" <b>fox</b> 🦊', loraId: lora.id, num_images: 2, seed: '18446744073709551614', output_format: 'png' })).json;
  const again = (await ada.post('/api/generate-image', { prompt: 'a "quoted" <b>fox</b> 🦊', loraId: lora.id, num_images: 1, seed: '18446744073709551615', output_format: 'png' })).json;
  assert.deepEqual(first.images.map((image) => image.seed), ['18446744073709551614', '18446744073709551615']);

  const files = [];
  for (const image of [first.images[1], again.images[0]]) {
    const bytes = Buffer.from(await (await fetch(image.signedUrl)).arrayBuffer());
    const detail = (await ada.get(`/api/image/${image.id}`)).json;
    assert.equal(createHash('sha256').update(bytes).digest('hex'), detail.sha256);
    assert.equal(bytes.length, detail.byteCount);
    const file = join(folder.path, `${image.id}.png`);
    writeFileSync(file, bytes);
    files.push(file);
    const [facts] = JSON.parse(execFileSync('exiftool', ['-json', '-Parameters', file]));
    assert.match(facts.Parameters, /^a "quoted" <b>fox<\/b> 🦊/);
    assert.match(facts.Parameters, new RegExp(`Seed: ${image.seed}`));
  }
  const pixels = files.map((file) => execFileSync('python3', ['-c', 'import sys,zlib,struct\nd=open(sys.argv[1],"rb").read()[8:]\nout=b""\nwhile d:\n n,t=struct.unpack(">I4s",d[:8])\n if t==b"IDAT": out+=d[8:8+n]\n d=d[12+n:]\nimport hashlib;print(hashlib.sha256(zlib.decompress(out)).hexdigest())', file]).toString());
  assert.equal(pixels[0], pixels[1]);
  await folder.remove();
});

test('tRPC follows the first design: four square images, LoRA scale 1.5, 28 steps', async () => {
  const ada = await new Wallet().signIn(server);

  const { data } = (await ada.post('/api/trpc/generate.images', { loraTrainingId: lora.id, prompt: 'a haunted house' })).json.result;

  assert.equal(data.images.length, 4);
  const { recipe } = (await ada.get(`/api/image/${data.images[0].id}`)).json;
  assert.deepEqual(recipe.settings, {
    width: 1024, height: 1024, numInferenceSteps: 28, guidanceScale: 3.5, loraScale: 1.5, outputFormat: 'jpeg', enableSafetyChecker: true,
  });
  assert.equal(recipe.prompt, 'a haunted house');
  assert.equal(recipe.finalPrompt, 'a haunted house in the style of hrvstmn');
});

test('events tell everything in order, and a resumed stream exactly the rest', async () => {
  const ada = await new Wallet().signIn(server);
  const { batch } = (await ada.post('/api/generations', request({ numImages: 2, numInferenceSteps: 8 }))).json;
  assert.equal(batch.state, 'queued');

  const whole = await readEvents(await ada.fetch('GET', `/api/generations/${batch.id}/events`));

  const durable = whole.filter((event) => !event.id.includes('.'));
  assert.deepEqual(durable.map((event) => event.id), ['1', '2', '3', '4', '5']);
  assert.deepEqual(durable.map((event) => event.event), ['queued', 'running', 'image', 'image', 'completed']);
  assert.deepEqual(durable.map((event) => event.json.type), ['queued', 'running', 'image', 'image', 'completed']);
  assert.deepEqual(new Set(durable.slice(2, 4).map((event) => event.json.index)), new Set([0, 1]));
  for (let seen = 0; seen <= 5; ++seen) {
    const rest = await readEvents(await ada.fetch('GET', `/api/generations/${batch.id}/events`, undefined, { 'last-event-id': String(seen) }));
    assert.deepEqual(rest.map((event) => event.id), ['1', '2', '3', '4', '5'].slice(seen));
  }
});

test('a running batch shows again after a reload, and progress passes by', async () => {
  const ada = await new Wallet().signIn(server);
  const { batch } = (await ada.post('/api/generations', request({ numImages: 4, imageSize: 'square_hd', numInferenceSteps: 50 }))).json;

  const active = (await ada.get('/api/generations?state=active')).json.items;
  const some = await readEvents(await ada.fetch('GET', `/api/generations/${batch.id}/events`), (events) => events.some((event) => event.event === 'progress'));

  assert.deepEqual(active.map(({ id }) => id), [batch.id]);
  const progress = some.find((event) => event.event === 'progress').json;
  assert.equal(progress.steps, 50);
  assert.ok(progress.step >= 1 && progress.step <= 50);
  assert.equal((await finished(ada, batch.id)).state, 'completed');
  assert.deepEqual((await ada.get('/api/generations?state=active')).json.items, []);
});

test('the prefer header gives 202 at once', async () => {
  const ada = await new Wallet().signIn(server);

  const answer = await ada.post('/api/generate-image', { prompt: 'a fox', loraId: lora.id, num_images: 1 }, { prefer: 'respond-async' });

  assert.equal(answer.status, 202);
  assert.equal(answer.headers.get('location'), `/api/generations/${answer.json.batchId}`);
  assert.equal((await finished(ada, answer.json.batchId)).images.length, 1);
});

test('a cancelled batch ends at once and returns its unit', async () => {
  const ada = await new Wallet().signIn(server);
  const { batch } = (await ada.post('/api/generations', request({ numImages: 4, imageSize: { width: 2048, height: 2048 }, numInferenceSteps: 50 }))).json;

  const cancelled = await ada.post(`/api/generations/${batch.id}/cancel`);

  assert.equal(cancelled.status, 200, cancelled.text);
  assert.equal(cancelled.json.state, 'cancelled');
  assert.equal((await ada.get('/api/generations/remaining')).json.remaining, 8);
  assert.equal((await ada.post(`/api/generations/${batch.id}/cancel`)).status, 409);
});

test("nobody sees, watches or cancels somebody else's batch", async () => {
  const ada = await new Wallet().signIn(server);
  const eve = await new Wallet().signIn(server);
  const { batch } = (await ada.post('/api/generations', request())).json;

  assert.equal((await eve.get(`/api/generations/${batch.id}`)).status, 404);
  assert.equal((await eve.get(`/api/generations/${batch.id}/events`)).status, 404);
  assert.equal((await eve.post(`/api/generations/${batch.id}/cancel`)).status, 404);
});

test('a repeat with the same Idempotency-Key gets the first answer and costs nothing', async () => {
  const ada = await new Wallet().signIn(server);
  const body = { prompt: 'a fox', loraId: lora.id, num_images: 1, image_size: { width: 256, height: 256 }, num_inference_steps: 4 };
  const key = { 'idempotency-key': '"8e03978e-40d5-43e8-bc93-6894a57f9324"' };

  const answers = await Promise.all([ada.post('/api/generate-image', body, key), ada.post('/api/generate-image', body, key)]);
  const late = await ada.post('/api/generate-image', body, key);
  const other = await ada.post('/api/generate-image', { ...body, prompt: 'an owl' }, key);

  assert.equal(new Set([...answers, late].map((answer) => answer.json.batchId)).size, 1);
  assert.equal(late.json.remaining, 7);
  assert.equal(other.status, 409);
  assert.equal(other.json.code, 'CONFLICT');
});

test('of 200 calls of one wallet at once exactly 8 are accepted', async () => {
  const ada = await new Wallet().signIn(server);
  const body = { prompt: 'a fox', loraId: lora.id, num_images: 1, image_size: { width: 256, height: 256 }, num_inference_steps: 2 };

  const answers = await Promise.all(Array.from({ length: 200 }, () => ada.post('/api/generate-image', body)));

  assert.equal(answers.filter((answer) => answer.status === 200).length, 8);
  const refused = answers.filter((answer) => answer.status === 429);
  assert.equal(refused.length, 192);
  for (const answer of refused) {
    assert.ok(Number(answer.headers.get('retry-after')) > 86_000);
    assert.match(answer.headers.get('ratelimit'), /r=0/);
    assert.equal(answer.json.code, 'TOO_MANY_REQUESTS');
    assert.ok(Date.parse(answer.json.nextAt) > Date.now());
  }
  const remaining = (await ada.get('/api/generations/remaining')).json;
  assert.equal(remaining.remaining, 0);
  assert.equal(remaining.returns.length, 8);
  assert.equal(remaining.nextAt, remaining.returns[0].at);
});

test('the gallery of a LoRA shows all its images to everyone, page by page, each once', async () => {
  const nobody = new Visitor(server);
  const seen = [];
  let cursor;
  let total;
  do {
    const page = (await nobody.get(`/api/loras/${lora.id}/images?limit=5${cursor ? `&cursor=${cursor}` : ''}`)).json;
    total = page.total;
    seen.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);

  assert.equal(seen.length, total);
  assert.equal(new Set(seen.map((image) => image.id)).size, total);
  const times = seen.map((image) => image.createdAt);
  assert.deepEqual(times, [...times].sort().reverse());
  assert.doesNotMatch(JSON.stringify(seen), /0x[0-9a-fA-F]{40}/, 'no wallet address is shown');
});

test("images belong to a person's gallery when the person was chosen", async () => {
  const ada = await new Wallet().signIn(server);
  const eve = await new Wallet().signIn(server);
  const person = (await ada.post('/api/people', { firstName: 'Ada', lastName: 'Lovelace' })).json;
  await ada.post('/api/generate-image', { prompt: 'a fox', loraId: lora.id, num_images: 4, person_id: person.id, image_size: { width: 256, height: 256 }, num_inference_steps: 2 });

  const first = (await ada.get(`/api/images/${person.id}?page=1&pageSize=3`)).json;
  const second = (await ada.get(`/api/images/${person.id}?page=2&pageSize=3`)).json;
  const byCursor = (await ada.get(`/api/images/${person.id}?pageSize=3&cursor=${first.nextCursor}`)).json;

  assert.equal(first.images.length, 3);
  assert.equal(first.hasMore, true);
  assert.deepEqual(second.images.map(({ id }) => id), byCursor.images.map(({ id }) => id));
  assert.equal(second.hasMore, false);
  assert.equal((await eve.get(`/api/images/${person.id}`)).status, 403);
  assert.equal((await eve.post('/api/generate-image', { prompt: 'a fox', loraId: lora.id, person_id: person.id })).status, 403);
  assert.equal((await ada.get('/api/people')).json.items[0].imageCount, 4);
});

test('own prompts come back, most recent first, each once', async () => {
  const ada = await new Wallet().signIn(server);
  for (const prompt of ['a fox', 'an owl', 'a fox in the snow', 'a fox']) {
    await ada.post('/api/generations', request({ prompt, numImages: 1 }));
  }

  assert.deepEqual((await ada.get('/api/prompts')).json.items.map(({ prompt }) => prompt), ['a fox', 'a fox in the snow', 'an owl']);
  assert.deepEqual((await ada.get('/api/prompts?prefix=a%20fox%20in')).json.items.map(({ prompt }) => prompt), ['a fox in the snow']);
});

test('prompts of any kind make an image or are refused with a sentence', async (t) => {
  const quotaFree = await (await Server.start({ env: { LIKENESS_QUOTA: 'off' } })).ready();
  const ada = await new Wallet().signIn(quotaFree);
  const prompts = {
    'emoji': '🎃🌕👻', 'Chinese': '三个南瓜在满月下', 'Arabic': 'ثعلب في الغابة', 'markup': '<script>alert(1)</script>', 'SQL': "'); DROP TABLE people; --",
    'one letter': 'x', 'four thousand characters': 'fox '.repeat(1000).trim(),
  };
  for (const [name, prompt] of Object.entries(prompts)) {
    await t.test(name, async () => {
      const answer = await ada.post('/api/generations', { ...request({ numImages: 1 }), prompt });
      assert.equal(answer.status, 202, answer.text);
      assert.equal(answer.json.batch.prompt, prompt);
    });
  }
  for (const prompt of ['fox '.repeat(10_000), '', '   ', '\u0000\u0001']) {
    const answer = await ada.post('/api/generations', { ...request(), prompt });
    assert.equal(answer.status, 400);
    assert.equal(answer.json.errors[0].path, 'prompt');
  }
  const broken = await ada.post('/api/generations', Buffer.concat([Buffer.from(`{"loraTrainingId":"${lora.id}","prompt":"`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]), { 'content-type': 'application/json' });
  assert.equal(broken.status, 400);
  await quotaFree.stop();
});

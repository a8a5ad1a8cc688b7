// LoRAs: taken in, seen, changed, removed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { Server } from './lib/program.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { fluxLora, shippedAdapter } from './lib/paperflux-lora.mjs';

let server;
let ada;

before(async () => {
  server = await (await Server.start({ args: ['--no-demo'] })).ready();
  ada = await new Wallet().signIn(server);
});

after(() => server.stop());

const bytes = { 'content-type': 'application/octet-stream' };
const importFile = (visitor, file, query = '') => visitor.post(`/api/loras${query}`, new Uint8Array(file), bytes);

test('without the demo there are no LoRAs', async () => {
  assert.deepEqual((await new Visitor(server).get('/api/loras')).json, { items: [], nextCursor: null });
});

test('a raw body becomes a LoRA, with what its file tells', async () => {
  const file = await shippedAdapter('mira');

  const answer = await importFile(ada, file, '?name=My%20Mira&trigger=mira');

  assert.equal(answer.status, 201, answer.text);
  const { json } = answer;
  assert.equal(json.name, 'My Mira');
  assert.equal(json.trigger, 'mira');
  assert.equal(json.baseModel, 'paperflux-1');
  assert.equal(json.rank, 8);
  assert.equal(json.status, 'completed');
  assert.equal(json.visibility, 'private');
  assert.equal(json.canGenerate, true);
  assert.equal(json.fileBytes, file.length);
  assert.equal(json.sha256, createHash('sha256').update(file).digest('hex'));
  const made = await ada.post('/api/generate-image', { prompt: 'a portrait', loraId: json.number, num_images: 1 });
  assert.equal(made.status, 200, made.text);
  assert.equal((await ada.get(`/api/image/${made.json.images[0].id}`)).json.recipe.finalPrompt, 'a portrait in the style of mira');
});

test('a form carries file and labels in any order', async () => {
  const form = new FormData();
  form.set('file', new Blob([await shippedAdapter('cyanotype')]), '../../etc/passwd');
  form.set('name', 'From a form');
  form.set('visibility', 'public');

  const response = await fetch(`${server.url}/api/loras`, { method: 'POST', headers: ada.headers, body: form });

  const lora = await response.json();
  assert.equal(response.status, 201, JSON.stringify(lora));
  assert.equal(lora.name, 'From a form');
  assert.equal(lora.trigger, 'cyntyp', 'what is not said is read from the file');
  assert.equal(lora.visibility, 'public');
});

test('tRPC takes a file too', async () => {
  const answer = await ada.post('/api/trpc/loras.import?name=By%20tRPC', new Uint8Array(await shippedAdapter('riso-duo')), bytes);

  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.result.data.name, 'By tRPC');
});

test('a FLUX.1 LoRA is taken in, and says that no engine here can use it', async () => {
  const answer = await importFile(ada, fluxLora({ trigger: 'ohwx' }));

  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.json.baseModel, 'flux.1');
  assert.equal(answer.json.rank, 4);
  assert.equal(answer.json.trigger, 'ohwx');
  assert.equal(answer.json.canGenerate, false);
  const refused = await ada.post('/api/generate-image', { prompt: 'a portrait', loraId: answer.json.id });
  assert.equal(refused.status, 409);
  assert.match(refused.json.detail, /fal\.ai/);
});

test('what is no LoRA is refused with the reason and leaves nothing behind', async (t) => {
  const good = await shippedAdapter('mira');
  const withHeader = (change) => {
    const length = Number(good.readBigUInt64LE(0));
    const header = JSON.parse(good.subarray(8, 8 + length).toString());
    change(header);
    const text = Buffer.from(JSON.stringify(header));
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(text.length));
    return Buffer.concat([size, text, good.subarray(8 + length)]);
  };
  const hugeHeader = Buffer.from(good);
  hugeHeader.writeBigUInt64LE(1n << 60n, 0);
  const notANumber = Buffer.from(good);
  notANumber.fill(0xff, good.length - 64);
  const files = {
    'empty': Buffer.alloc(0),
    'text': Buffer.from('hello, this is not a LoRA at all'),
    'a zip': Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)]),
    'a pickle': Buffer.concat([Buffer.from([0x80, 2]), Buffer.alloc(100)]),
    'cut off': good.subarray(0, good.length - 100),
    'a header of 2^60 bytes': hugeHeader,
    'numbers that are none': notANumber,
    'another base': withHeader((header) => { header.__metadata__.base_model = 'paperflux-2'; }),
    'a wrong shape': withHeader((header) => {
      const name = Object.keys(header).find((key) => key.endsWith('lora_A.weight'));
      header[name].shape = [header[name].shape[1], header[name].shape[0]];
    }),
  };
  const before = (await ada.get('/api/loras')).json.items.length;
  for (const [name, file] of Object.entries(files)) {
    await t.test(name, async () => {
      const answer = await importFile(ada, file);
      assert.equal(answer.status, 422, answer.text);
      assert.equal(answer.json.code, 'UNPROCESSABLE_CONTENT');
      assert.ok(answer.json.detail.length > 15, answer.json.detail);
    });
  }
  assert.equal((await ada.get('/api/loras')).json.items.length, before);
  assert.deepEqual(readdirSync(`${server.folder.path}/staging`), []);
  assert.equal(readdirSync(`${server.folder.path}/objects/halloween-costume-loras`).length, before);
});

test('wrong labels are refused before the file is read', async () => {
  const eve = await new Wallet().signIn(server);
  const person = (await eve.post('/api/people', { firstName: 'Eve' })).json;
  const file = await shippedAdapter('mira');

  assert.equal((await importFile(ada, file, `?personId=${person.id}`)).status, 403);
  assert.equal((await importFile(ada, file, '?trigger=%3Cx%3E')).status, 400);
  assert.equal((await importFile(ada, file, '?visibility=everyone')).json.errors[0].path, 'visibility');
  assert.equal((await importFile(new Visitor(server), file)).status, 401);
  assert.equal((await ada.post('/api/loras', 'x', { 'content-type': 'text/plain' })).status, 415);
});

test('an upload that claims to be larger than the limit is refused at once', async () => {
  const status = await new Promise((resolve, reject) => {
    const sent = request(`${server.url}/api/loras`, { method: 'POST', headers: { ...ada.headers, ...bytes, 'content-length': 3 * 2 ** 30 } }, (response) => resolve(response.statusCode));
    sent.on('error', reject);
    sent.flushHeaders();
  });

  assert.equal(status, 413);
});

test('a private LoRA is seen by its owner alone, one with a link by whoever has it', async () => {
  const eve = await new Wallet().signIn(server);
  const nobody = new Visitor(server);
  const { id, number } = (await importFile(ada, await shippedAdapter('mira'), '?name=Secret')).json;

  for (const visitor of [eve, nobody]) {
    assert.equal((await visitor.get(`/api/loras/${id}`)).status, 404);
    assert.equal((await visitor.get(`/api/loras/${number}`)).status, 404);
    assert.equal((await visitor.get(`/api/loras/${id}/images`)).status, 404);
  }
  assert.equal((await eve.post('/api/generate-image', { prompt: 'x', loraId: id })).status, 404);
  assert.equal((await eve.call('PATCH', `/api/loras/${id}`, { name: 'Mine' })).status, 404);

  await ada.call('PATCH', `/api/loras/${id}`, { visibility: 'link' });

  assert.equal((await nobody.get(`/api/loras/${id}`)).json.isMine, false);
  assert.ok(!(await nobody.get('/api/loras')).json.items.some((lora) => lora.id === id));
  assert.equal((await eve.call('PATCH', `/api/loras/${id}`, { name: 'Mine' })).status, 403);
  assert.equal((await eve.call('DELETE', `/api/loras/${id}`)).status, 403);
});

test('its owner changes labels, person, scale and cover', async () => {
  const person = (await ada.post('/api/people', { firstName: 'Ada', lastName: 'L' })).json;
  const { id, number } = (await importFile(ada, await shippedAdapter('mira'), `?personId=${person.id}`)).json;
  const made = (await ada.post('/api/generate-image', { prompt: 'a portrait', loraId: id, num_images: 1 })).json;

  const changed = await ada.call('PATCH', `/api/loras/${id}`, { name: 'Renamed', trigger: 'tok', defaultScale: 0.8, coverImageId: made.images[0].id });

  assert.equal(changed.status, 200, changed.text);
  assert.equal(changed.json.name, 'Renamed');
  assert.equal(changed.json.defaultScale, 0.8);
  assert.equal(changed.json.coverImage.alt, 'a portrait');
  assert.equal(changed.json.firstName, 'Ada');
  const models = (await ada.get(`/api/get-lora-models?userId=${person.id}`)).json;
  assert.deepEqual(models, [{ id: number, loraTrainingId: id, personId: person.id, firstName: 'Ada', lastName: 'L', trigger: 'tok', name: 'Renamed' }]);
  assert.equal((await ada.call('PATCH', `/api/loras/${id}`, { defaultScale: 99 })).json.errors[0].path, 'defaultScale');
});

test('a removed LoRA is gone, the images made with it stay with their maker', async () => {
  const { id } = (await importFile(ada, await shippedAdapter('mira'), '?visibility=public')).json;
  const eve = await new Wallet().signIn(server);
  const made = (await eve.post('/api/generate-image', { prompt: 'a portrait', loraId: id, num_images: 1 })).json;

  assert.equal((await ada.call('DELETE', `/api/loras/${id}`)).status, 200);

  assert.equal((await ada.get(`/api/loras/${id}`)).status, 404);
  assert.equal((await eve.post('/api/generate-image', { prompt: 'x', loraId: id })).status, 404);
  assert.equal((await eve.get(`/api/image/${made.images[0].id}`)).status, 200);
  assert.equal((await eve.get('/api/images')).json.items.length, 1);
  assert.equal((await new Visitor(server).get(`/api/image/${made.images[0].id}`)).status, 404);
  assert.equal((await server.command('verify')).code, 0);
});

test('2 GB would stream: a large file passes through little memory', async () => {
  // A file of 300 MB that turns out to be no LoRA only at its end, since its header promises more.
  const header = Buffer.from(JSON.stringify({ x: { dtype: 'F16', shape: [1 << 28], data_offsets: [0, 1 << 29] } }));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(header.length));
  const resident = async () => Number(/process_resident_memory_bytes (\d+)/.exec((await ada.get('/metrics')).text)[1]);
  const before = await resident();
  let most = 0;
  const status = await new Promise((resolve, reject) => {
    const sent = request(`${server.url}/api/loras`, { method: 'POST', headers: { ...ada.headers, ...bytes } }, (response) => resolve(response.statusCode));
    sent.on('error', reject);
    sent.write(Buffer.concat([size, header]));
    const chunk = Buffer.alloc(1 << 20);
    (async () => {
      for (let i = 0; i < 300; ++i) {
        if (!sent.write(chunk)) await new Promise((drained) => sent.once('drain', drained));
        if (i % 50 === 0) most = Math.max(most, await resident());
      }
      sent.end();
    })().catch(reject);
  });

  assert.equal(status, 422);
  assert.ok(most - before < 32 << 20, `${(most - before) >> 20} MB more`);
});

// What an owner does with images: searching, marking, tagging, throwing away, on both wires.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Server } from './lib/program.mjs';
import { Wallet } from './lib/people.mjs';

let server;
let ada;
let bob;
let lora;
const batches = {};

before(async () => {
  server = await (await Server.start({ env: { LIKENESS_QUOTA: '100/24h' } })).ready();
  ada = await new Wallet().signIn(server);
  bob = await new Wallet().signIn(server);
  lora = (await ada.get('/api/loras')).json.items[0];
  for (const [name, visitor, prompt] of [
    ['moon', ada, 'a full moon over three pumpkins'],
    ['soup', ada, 'pumpkin soup, warm light'],
    ['fox', bob, 'a fox under a moon'],
  ]) {
    const answer = await visitor.post('/api/generate-image', { prompt, loraId: lora.number, num_images: 2 });
    assert.equal(answer.status, 200, answer.text);
    batches[name] = { id: answer.json.batchId, images: answer.json.images.map((image) => image.id) };
  }
});

after(() => server.stop());

const list = async (visitor, query) => {
  const answer = await visitor.get(`/api/images?${new URLSearchParams(query)}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.items;
};

const prompts = async (visitor, q) => [...new Set((await list(visitor, { q })).map((image) => image.prompt))];

const index = async (visitor, query = {}) => {
  const answer = await visitor.get(`/api/image-index?${new URLSearchParams(query)}`);
  assert.equal(answer.status, 200, answer.text);
  const hex = Buffer.from(answer.json.ids, 'base64').toString('hex');
  return { ...answer.json, ids: hex.match(/.{32}/g) ?? [] };
};

const changed = async (visitor, name, input) => {
  const answer = await visitor.post(`/api/images/${name}`, input);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.changed;
};

test('images are found by the words of their prompts, one wallet at a time', async () => {
  assert.deepEqual(await prompts(ada, 'moon pumpkin'), ['a full moon over three pumpkins']);
  assert.deepEqual(await prompts(ada, '"full moon"'), ['a full moon over three pumpkins']);
  assert.deepEqual(await prompts(ada, 'pumpkin -moon'), ['pumpkin soup, warm light']);
  assert.deepEqual(await prompts(bob, 'moon'), ['a fox under a moon']);
  assert.deepEqual(await prompts(ada, 'pumpkin after:2999-01'), []);
  assert.deepEqual(await prompts(ada, `soup batch:${batches.soup.id}`), ['pumpkin soup, warm light']);
});

test('a search that cannot be read is refused with a sentence about q, on both wires', async () => {
  const rest = await ada.get('/api/images?q=rating:9');
  const trpc = await ada.get(`/api/trpc/images.list?input=${encodeURIComponent(JSON.stringify({ q: 'rating:9' }))}`);

  assert.equal(rest.status, 400);
  assert.equal(rest.json.code, 'BAD_REQUEST');
  assert.equal(rest.json.errors[0].path, 'q');
  assert.match(rest.json.errors[0].message, /three stars/);
  assert.deepEqual(trpc.json.error.data.errors, rest.json.errors);
  for (const query of ['from=yesterday', 'to=2026-13', 'tag=', 'rating=6', 'trashed=perhaps']) {
    assert.equal((await ada.get(`/api/images?${query}`)).status, 400, query);
  }
});

test('the index tells all of a result in compact form, in the order of the list', async () => {
  const all = await index(ada);
  const items = await list(ada, { limit: 100 });

  assert.equal(all.total, 4);
  assert.deepEqual(all.ids, items.map((image) => image.id));
  assert.deepEqual(all.batches, [2, 2]);
  assert.deepEqual(all.shapes, [[items[0].width, items[0].height, 4]]);
  assert.deepEqual(all.months.map(([month]) => month), [...new Set(items.map((image) => image.createdAt.slice(0, 7)))]);
  assert.equal((await index(ada, { q: 'soup' })).total, 2);
  assert.deepEqual((await index(ada, { q: 'nothing' })).ids, []);
});

test('images are shown by their ids in the order asked for, without those of others', async () => {
  const [first, second] = batches.moon.images;
  const answer = await ada.get(`/api/image?ids=${[second, batches.fox.images[0], first].join(',')}`);

  assert.deepEqual(answer.json.items.map((image) => image.id), [second, first]);
  assert.equal((await ada.get('/api/image?ids=7')).json.errors[0].path, 'ids[0]');
  assert.equal((await ada.get('/api/image')).status, 400);
});

test('hearts, stars and tags are the owner\'s alone', async () => {
  const [id] = batches.moon.images;
  assert.equal(await changed(ada, 'favorite', { ids: [id], favorite: true }), 1);
  assert.equal(await changed(ada, 'favorite', { ids: [id], favorite: true }), 0);
  assert.equal(await changed(ada, 'rate', { ids: [id], rating: 4 }), 1);
  assert.equal(await changed(ada, 'tag', { ids: [id], add: ['  Best  Of ', 'moon'] }), 1);

  const own = (await ada.get(`/api/image/${id}`)).json;
  assert.deepEqual([own.favorite, own.rating, own.tags, own.trashedAt], [true, 4, ['best of', 'moon'], null]);
  assert.ok('priceMicrodollars' in own);
  const seen = (await bob.get(`/api/loras/${lora.id}/images?limit=100`)).json;
  const others = (seen.images ?? seen.items).find((image) => image.id === id);
  assert.deepEqual([others.favorite, others.rating, others.tags], [false, 0, []]);
  assert.deepEqual((await ada.get('/api/tags')).json.items, [{ tag: 'best of', count: 1 }, { tag: 'moon', count: 1 }]);
  assert.deepEqual((await bob.get('/api/tags')).json.items, []);
  for (const query of [{ favorite: true }, { rating: 3 }, { tag: 'Best of' }, { q: 'fav:yes rating:=4 tag:moon' }]) {
    assert.deepEqual((await list(ada, query)).map((image) => image.id), [id]);
    assert.deepEqual((await index(ada, query)).ids, [id]);
  }
});

test('one image of somebody else keeps everything as it is', async () => {
  const ids = [batches.soup.images[0], batches.fox.images[0]];
  for (const [name, more] of [['favorite', { favorite: true }], ['rate', { rating: 1 }], ['tag', { add: ['x'] }], ['trash', {}], ['restore', {}], ['remove', {}]]) {
    const answer = await ada.post(`/api/images/${name}`, { ids, ...more });
    assert.equal(answer.status, 404, name);
    assert.equal(answer.json.code, 'NOT_FOUND');
  }
  const image = (await ada.get(`/api/image/${ids[0]}`)).json;
  assert.deepEqual([image.favorite, image.rating, image.tags, image.trashedAt], [false, 0, [], null]);
});

test('bad changes name their field', async () => {
  const [id] = batches.soup.images;
  const refused = async (name, input) => (await ada.post(`/api/images/${name}`, input)).json.errors[0].path;

  assert.equal(await refused('rate', { ids: [id], rating: 6 }), 'rating');
  assert.equal(await refused('favorite', { ids: [] , favorite: true }), 'ids');
  assert.equal(await refused('favorite', { ids: ['7'], favorite: true }), 'ids[0]');
  assert.equal(await refused('tag', { ids: [id], add: ['x'.repeat(41)] }), 'add[0]');
  assert.equal(await refused('tag', { ids: [id] }), 'add');
});

test('the trash hides images everywhere, gives them back, and lets them go for good', async () => {
  const [kept, gone] = batches.soup.images;
  const count = async () => (await ada.get(`/api/loras/${lora.id}`)).json.imageCount;
  const before = await count();
  assert.equal(await changed(ada, 'trash', { ids: [kept, gone] }), 2);

  assert.deepEqual(await prompts(ada, 'soup'), []);
  assert.equal(await count(), before - 2);
  assert.equal((await bob.get(`/api/image/${gone}`)).status, 404);
  assert.ok((await ada.get(`/api/image/${gone}`)).json.trashedAt);
  assert.equal((await list(ada, { trashed: true })).length, 2);
  assert.equal((await ada.get(`/api/generations/${batches.soup.id}`)).json.images.length, 0);

  assert.equal(await changed(ada, 'restore', { ids: [kept] }), 1);
  assert.deepEqual((await list(ada, { q: 'soup' })).map((image) => image.id), [kept]);
  assert.equal((await ada.post('/api/images/remove', { ids: [kept] })).status, 409);

  const link = (await ada.get(`/api/image/${gone}`)).json.signedUrl;
  assert.equal(await changed(ada, 'remove', { ids: [gone] }), 1);
  assert.equal((await ada.get(`/api/image/${gone}`)).status, 404);
  assert.equal((await fetch(link)).status, 404);
  assert.equal(await count(), before - 1);

  assert.equal(await changed(ada, 'trash', { ids: [kept] }), 1);
  assert.equal((await ada.post('/api/images/empty-trash', {})).json.changed, 1);
  assert.equal((await list(ada, { trashed: true })).length, 0);
  const verified = await server.command('verify');
  assert.equal(verified.code, 0, verified.stdout + verified.stderr);
});

test('searches are saved under names', async () => {
  const saved = await ada.post('/api/searches', { name: ' Moons ', query: 'moon fav:yes' });
  assert.equal(saved.status, 201);
  assert.equal((await ada.post('/api/searches', { name: 'x', query: 'fav:perhaps' })).json.errors[0].path, 'query');

  assert.deepEqual((await ada.get('/api/searches')).json.items, [{ id: saved.json.id, name: 'Moons', query: 'moon fav:yes' }]);
  assert.deepEqual((await bob.get('/api/searches')).json.items, []);
  assert.equal((await bob.call('DELETE', `/api/searches/${saved.json.id}`)).status, 404);
  assert.equal((await ada.call('DELETE', `/api/searches/${saved.json.id}`)).status, 200);
  assert.deepEqual((await ada.get('/api/searches')).json.items, []);
});

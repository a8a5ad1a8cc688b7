// The table, row by row: the same answer on both wires, the wrong caller refused on both, everything documented.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Server } from './lib/program.mjs';
import { Visitor, Wallet } from './lib/people.mjs';

const operator = new Wallet();
let server;
let admin;
let ada;
let nobody;
let document;
let operations;
const made = {};

before(async () => {
  server = await (await Server.start({ env: { LIKENESS_ADMIN_WALLET: operator.address } })).ready();
  admin = await operator.signIn(server);
  ada = await new Wallet().signIn(server);
  nobody = new Visitor(server);
  document = (await nobody.get('/api/openapi.json')).json;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
  made.person = (await ada.post('/api/people', { firstName: 'Ada', lastName: 'L' })).json.id;
  made.lora = (await ada.get('/api/loras')).json.items[0];
  const batch = await ada.post('/api/generate-image', { prompt: 'a fox in the forest', loraId: made.lora.number, num_images: 1, person_id: made.person });
  made.batch = batch.json.batchId;
  made.image = batch.json.images[0].id;
  made.share = (await ada.post('/api/shares', { imageIds: [made.image] })).json.url.split('/').at(-1);
});

after(() => server.stop());

/** What to send to each row so that it succeeds: [input by tRPC, path parameters and query or body by REST]. */
const inputs = {
  'auth.nonce': () => undefined,
  'auth.session': () => undefined,
  'auth.sessions': () => undefined,
  'tokens.list': () => undefined,
  'people.list': () => undefined,
  'loras.list': () => ({ limit: 3 }),
  'loras.byId': () => ({ id: made.lora.id }),
  'models.list': () => ({}),
  'generate.batch': () => ({ id: made.batch }),
  'generate.active': () => ({}),
  'generate.listByLora': () => ({ loraTrainingId: made.lora.id, limit: 5 }),
  'generate.remaining': () => undefined,
  'generate.promptHistory': () => ({ prefix: 'a f' }),
  'images.byUser': () => ({ userId: made.person, page: 1 }),
  'images.list': () => ({ batchId: made.batch }),
  'images.byId': () => ({ id: made.image }),
  'images.index': () => ({ batchId: made.batch }),
  'tags.list': () => undefined,
  'searches.list': () => undefined,
  'uploads.list': () => ({ limit: 5 }),
  'training.list': () => ({ limit: 5 }),
  'shares.list': () => undefined,
  'shares.open': () => ({ token: made.share, limit: 5 }),
  'drafts.get': () => ({}),
  'admin.overview': () => ({ from: '2026-01-01' }),
  'admin.usage': () => ({ limit: 5 }),
  'server.info': () => undefined,
};

/** Rows whose effect is tested elsewhere, and why they cannot simply be called twice. */
const changing = new Set([
  'auth.verify', 'auth.logout', 'auth.endSession', 'auth.endOtherSessions', 'drafts.put', 'tokens.create', 'tokens.revoke', 'people.create', 'people.update', 'people.remove', 'loras.import',
  'loras.update', 'loras.remove', 'generate.images', 'generate.submit', 'generate.ladder', 'generate.cancel', 'generate.events',
  'images.byIds', 'images.import', 'images.favorite', 'images.rate', 'images.tag', 'images.trash', 'images.restore', 'images.remove', 'images.emptyTrash',
  'searches.create', 'searches.remove', 'shares.create', 'shares.revoke', 'shares.unlock', 'uploads.create', 'uploads.remove', 'zips.create', 'training.create', 'training.byId', 'training.cancel', 'training.events',
]);

/** Files, which REST alone gives: what they hold is tested in download.test.mjs. */
const downloads = new Set(['images.file', 'images.zip', 'zips.file']);

const isMutation = (operation) => operation.method !== 'GET';

async function byTrpc(visitor, operation, input) {
  const name = operation.operationId;
  if (isMutation(operation)) {
    return visitor.call('POST', `/api/trpc/${name}`, input ?? '', { 'content-type': 'application/json' });
  }
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return visitor.get(`/api/trpc/${name}${query}`);
}

async function byRest(visitor, operation, input = {}) {
  const rest = { ...input };
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = rest[name] ?? '00000000000000000000000000000000';
    delete rest[name];
    return encodeURIComponent(value);
  });
  if (isMutation(operation)) return visitor.call(operation.method, path, rest);
  const query = new URLSearchParams(rest).toString();
  return visitor.get(query ? `${path}?${query}` : path);
}

/** Links are signed anew and images of the original routes have fewer members: what has to be equal is equal after this. */
const comparable = (value) => JSON.parse(JSON.stringify(value).replaceAll('"contentType":', '"content_type":'));

test('every row has a test', () => {
  const known = new Set([...Object.keys(inputs), ...changing, ...downloads]);
  const unknown = operations.map((operation) => operation.operationId).filter((name) => !known.has(name));
  assert.deepEqual(unknown, []);
  assert.equal(operations.length, known.size);
});

test('every row answers the same on both wires', async (t) => {
  for (const operation of operations.filter(({ operationId }) => inputs[operationId])) {
    await t.test(operation.operationId, async () => {
      const input = inputs[operation.operationId]();
      const caller = operation.operationId.startsWith('admin.') ? admin : ada;
      const trpc = await byTrpc(caller, operation, input);
      const rest = await byRest(caller, operation, input);
      assert.equal(trpc.status, 200, trpc.text);
      assert.equal(String(rest.status), Object.keys(operation.responses)[0], rest.text);
      if (operation.operationId === 'auth.nonce') {
        assert.deepEqual(Object.keys(trpc.json.result.data), Object.keys(rest.json));
      } else if (operation.operationId === 'images.byUser') {
        assert.deepEqual(rest.json.images.map((image) => image.id), trpc.json.result.data.images.map((image) => image.id));
      } else if (operation.operationId === 'admin.overview') {
        assert.deepEqual(trpc.json.result.data.accounting, rest.json.accounting);
      } else {
        assert.deepEqual(comparable(trpc.json.result.data), comparable(rest.json));
      }
    });
  }
});

test('rows for people who have signed in refuse all others on both wires, with the same code', async (t) => {
  const open = new Set(['auth.nonce', 'auth.verify', 'auth.session', 'loras.list', 'loras.byId', 'generate.listByLora', 'images.byId', 'shares.open', 'shares.unlock', 'server.info', ...downloads]);
  for (const operation of operations) {
    await t.test(operation.operationId, async () => {
      const isOpen = open.has(operation.operationId);
      assert.equal(Boolean(operation.security), isOpen, 'the document says who may call');
      if (isOpen) return;
      const rest = await byRest(nobody, operation);
      assert.equal(rest.status, 401);
      assert.equal(rest.json.code, 'UNAUTHORIZED');
      assert.match(rest.headers.get('content-type'), /^application\/problem\+json/);
      if (operation.operationId.endsWith('.events')) return; // answers inside its stream, see trpc-client.test.mjs
      const trpc = await byTrpc(nobody, operation, {});
      assert.equal(trpc.status, 401);
      assert.equal(trpc.json.error.data.code, 'UNAUTHORIZED');
      assert.equal(trpc.json.error.code, -32001);
    });
  }
});

test('a method that a resource does not take is refused with those that it takes', async () => {
  const answer = await nobody.call('DELETE', '/api/loras');

  assert.equal(answer.status, 405);
  assert.equal(answer.json.code, 'METHOD_NOT_SUPPORTED');
  assert.deepEqual(answer.headers.get('allow').split(', ').sort(), ['GET', 'POST']);
});

test('an unknown address of the API is a problem and no page', async () => {
  const answer = await nobody.get('/api/nothing');

  assert.equal(answer.status, 404);
  assert.equal(answer.json.code, 'NOT_FOUND');
});

test('bad input names every wrong field, the same on both wires', async () => {
  const input = { loraTrainingId: made.lora.id, prompt: '', numImages: 9, guidanceScale: 'much', imageSize: { width: 100 } };
  const rest = await ada.post('/api/generations', input);
  const trpc = await ada.post('/api/trpc/generate.submit', input);

  assert.equal(rest.status, 400);
  assert.deepEqual(rest.json.errors.map(({ path }) => path), ['prompt', 'numImages', 'imageSize.width', 'imageSize.height', 'guidanceScale']);
  assert.deepEqual(trpc.json.error.data.errors, rest.json.errors);
  assert.equal(trpc.json.error.message, rest.json.detail);
});

describe('the OpenAPI document', () => {
  test('is version 3.1 and has no dangling reference', () => {
    assert.match(document.openapi, /^3\.1\./);
    const references = JSON.stringify(document).match(/"#\/[^"]+"/g).map((text) => JSON.parse(text));
    for (const reference of new Set(references)) {
      const found = reference.slice(2).split('/').reduce((node, key) => node?.[key], document);
      assert.ok(found, reference);
    }
  });

  test('names every parameter of every path', () => {
    for (const operation of operations) {
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const named = operation.parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name);
      assert.deepEqual(named.sort(), inPath.sort(), operation.operationId);
    }
  });
});

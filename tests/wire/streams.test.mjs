// Somebody closes the tab in the middle, opens it again and finds everything.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ended, importLora, submit } from './lib/generations.mjs';
import { metric } from './lib/metrics.mjs';
import { readEvents, Wallet } from './lib/people.mjs';
import { Server, until } from './lib/program.mjs';
import { isDurable, trpcClient, watchBatch } from './lib/trpc.mjs';

let server;
let ada;
let lora;

before(async () => {
  server = await (await Server.start({ env: { LIKENESS_DEMO: 'off', LIKENESS_QUOTA: 'off', LIKENESS_ENGINE_THREADS: '1' } })).ready();
  ada = await new Wallet().signIn(server);
  lora = await importLora(ada);
});

after(() => server.stop());

const slow = { imageSize: { width: 1024, height: 1024 }, numInferenceSteps: 30 };
const all = ['queued', 'running', 'image', 'image', 'image', 'image', 'completed'];
const watchers = () => metric(server, 'likeness_event_watchers');

/** Reads events of a batch and hangs up as soon as `enough`. */
async function readAndHangUp(batch, lastEventId, enough) {
  const tab = new AbortController();
  const headers = { ...ada.headers, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) };
  const response = await fetch(`${server.url}/api/generations/${batch.id}/events`, { headers, signal: tab.signal });
  const events = await readEvents(response, enough);
  tab.abort();
  return events;
}

test('a stream that is dropped after every event and taken up again tells each of them once', async () => {
  const batch = await submit(ada, lora, slow);
  const told = [];
  let lastId;
  while (told.at(-1)?.event !== 'completed') {
    const events = await readAndHangUp(batch, lastId, (some) => some.some(isDurable));
    told.push(...events.filter(isDurable));
    lastId = events.at(-1).id;
  }

  assert.deepEqual(told.map(({ event }) => event), all);
  assert.deepEqual(told.map(({ id }) => id), ['1', '2', '3', '4', '5', '6', '7']);
});

test('what passes by has an id too, with which the stream goes on where it was', async () => {
  const batch = await submit(ada, lora, slow);
  const before = await readAndHangUp(batch, undefined, (some) => some.some(({ event }) => event === 'progress'));
  const { id } = before.at(-1);
  assert.match(id, /^\d+\.\d+$/);

  const rest = await readEvents(await ada.fetch('GET', `/api/generations/${batch.id}/events`, undefined, { 'last-event-id': id }));

  assert.deepEqual([...before, ...rest].filter(isDurable).map(({ event }) => event), all);
});

test('a new page finds the running batch with the images it has, and watches the rest', async () => {
  const batch = await submit(ada, lora, slow);
  await readAndHangUp(batch, undefined, (some) => some.some(({ event }) => event === 'image'));

  const [found] = (await ada.get('/api/generations?state=active')).json.items;
  const rest = await readEvents(await ada.fetch('GET', `/api/generations/${found.id}/events`));

  assert.equal(found.id, batch.id);
  assert.ok(found.images.length >= 1);
  assert.deepEqual(rest.filter(isDurable).map(({ event }) => event), all, 'without an id everything is told again');
  assert.equal((await ended(ada, batch.id)).images.length, 4);
});

test('a tRPC subscription that is given up goes on in another with its last id', async () => {
  const client = trpcClient(ada);
  const { batch } = await client.generate.submit.mutate({ loraTrainingId: lora.id, prompt: 'a fox', ...slow });
  const first = watchBatch(client, { batchId: batch.id });
  await until(() => first.values.some(({ data }) => data.type === 'image'));
  first.subscription.unsubscribe();
  const seen = [...first.values];

  const rest = await watchBatch(trpcClient(ada), { batchId: batch.id, lastEventId: seen.at(-1).id }).completed;

  assert.deepEqual([...seen, ...rest].filter(isDurable).map(({ data }) => data.type), all);
});

test('nobody keeps watching for a tab that has gone', async () => {
  await until(async () => (await watchers()) === 0);
  const batch = await submit(ada, lora, slow);
  const tabs = Array.from({ length: 20 }, () => new AbortController());
  for (const tab of tabs) await fetch(`${server.url}/api/generations/${batch.id}/events`, { headers: ada.headers, signal: tab.signal });
  assert.equal(await watchers(), 20);

  for (const tab of tabs) tab.abort();

  await until(async () => (await watchers()) === 0);
  assert.equal((await ended(ada, batch.id)).state, 'completed', 'closing the page cancels nothing');
});

test('a wrong last id is refused, and one from the future waits for nothing', async () => {
  const batch = await submit(ada, lora);
  await ended(ada, batch.id);
  const from = (id) => ada.fetch('GET', `/api/generations/${batch.id}/events`, undefined, { 'last-event-id': id });

  for (const id of ['x', '-1', '1.x', '1'.repeat(40)]) assert.equal((await from(id)).status, 400, id);
  assert.deepEqual(await readEvents(await from('7')), []);
  assert.deepEqual(await readEvents(await from('999')), []);
});

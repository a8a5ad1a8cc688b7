// The unmodified @trpc/client against the real program.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';

import { Server } from './lib/program.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { eventSourceFor } from './lib/trpc.mjs';

let server;
let ada;
let lora;

before(async () => {
  server = await (await Server.start()).ready();
  ada = await new Wallet().signIn(server);
  lora = (await new Visitor(server).get('/api/loras')).json.items[0];
});

after(() => server.stop());

const url = () => `${server.url}/api/trpc`;
const options = (visitor = ada) => ({ url: url(), headers: visitor.headers });

const streamClient = (visitor = ada) =>
  createTRPCClient({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url: url(), EventSource: eventSourceFor(visitor) }),
        false: httpBatchStreamLink(options(visitor)),
      }),
    ],
  });

const small = { imageSize: { width: 256, height: 256 }, numInferenceSteps: 4 };

for (const [name, link] of Object.entries({ httpLink, httpBatchLink, httpBatchStreamLink })) {
  test(`queries, mutations and errors by ${name}`, async () => {
    const client = createTRPCClient({ links: [link(options())] });

    const [info, session, remaining] = await Promise.all([client.server.info.query(), client.auth.session.query(), client.generate.remaining.query()]);
    const person = await client.people.create.mutate({ firstName: name });
    const missing = await client.loras.byId.query({ id: '0'.repeat(32) }).catch((error) => error);
    const wrong = await client.generate.submit.mutate({ loraTrainingId: lora.id, prompt: '' }).catch((error) => error);

    assert.equal(info.name, 'Likeness');
    assert.equal(session.session.walletAddress, ada.wallet.address);
    assert.equal(remaining.limit, 8);
    assert.equal(person.firstName, name);
    assert.equal(missing.data.code, 'NOT_FOUND');
    assert.equal(missing.data.httpStatus, 404);
    assert.equal(missing.data.path, 'loras.byId');
    assert.deepEqual(wrong.data.errors, [{ path: 'prompt', message: 'must not be empty' }]);
  });
}

test('the whole way: a mutation gives four images', async () => {
  const made = await streamClient().generate.images.mutate({ loraTrainingId: lora.id, prompt: 'a castle on a hill', ...small });

  assert.equal(made.images.length, 4);
  assert.equal((await fetch(made.images[0].thumbnailUrl)).headers.get('content-type'), 'image/webp');
});

test('in a streamed batch a slow call does not hold up a quick one', async () => {
  const client = streamClient();
  const order = [];

  await Promise.all([
    client.generate.images.mutate({ loraTrainingId: lora.id, prompt: 'slow', numImages: 1, ...small }).then(() => order.push('slow')),
    client.people.create.mutate({ firstName: 'quick' }).then(() => order.push('quick')),
  ]);

  assert.deepEqual(order, ['quick', 'slow']);
});

const watch = (client, input) =>
  new Promise((resolve, reject) => {
    const values = [];
    const subscription = client.generate.events.subscribe(input, {
      onData: (value) => values.push(value),
      onComplete: () => resolve({ values, subscription }),
      onError: reject,
    });
  });

test('a subscription tells everything with ids and ends by itself', async () => {
  const client = streamClient();
  const { batch } = await client.generate.submit.mutate({ loraTrainingId: lora.id, prompt: 'a fox', numImages: 2, ...small });

  const { values } = await watch(client, { batchId: batch.id });

  const durable = values.filter(({ id }) => !id.includes('.'));
  assert.deepEqual(durable.map(({ data }) => data.type), ['queued', 'running', 'image', 'image', 'completed']);
  const rest = await watch(client, { batchId: batch.id, lastEventId: '3' });
  assert.deepEqual(rest.values.map(({ id }) => id), ['4', '5']);
});

test('a subscription that may not be says so inside the stream', async () => {
  const eve = await new Wallet().signIn(server);
  const { batch } = await streamClient().generate.submit.mutate({ loraTrainingId: lora.id, prompt: 'a fox', numImages: 1, ...small });

  const strange = await watch(streamClient(eve), { batchId: batch.id }).catch((error) => error);
  const signedOut = await watch(streamClient(new Visitor(server)), { batchId: batch.id }).catch((error) => error);

  assert.equal(strange.data.code, 'NOT_FOUND');
  assert.equal(signedOut.data.code, 'UNAUTHORIZED');
});

// The imposter of fal.ai answers as the protocol says.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';

import { diffusersFluxLora } from './lib/safetensors.mjs';
import { Imposter } from './lib/start.mjs';
import { FalClient, sizeOf } from './testing_fal_client.mjs';

let fal;
let client;
let shelf;

/** A server of files for the imposter to fetch. */
async function openShelf() {
  const files = new Map();
  const calls = [];
  const server = createServer((request, response) => {
    calls.push(request);
    const file = files.get(request.url.split('?')[0]);
    if (typeof file === 'string') return response.writeHead(302, { location: file }).end();
    return response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, files, calls, close: () => server.close() };
}

before(async () => {
  fal = await Imposter.start('fal', { 'job-ms': 30, 'beat-ms': 200 });
  client = new FalClient(fal);
  shelf = await openShelf();
  shelf.files.set('/a.safetensors', diffusersFluxLora());
});

beforeEach(() => fal.order({ clear: true, settings: { jobMs: 30, queueMs: 0, concurrency: 0, cooperative: false, validateEarly: false, exhausted: false } }));

after(async () => {
  shelf.close();
  await fal.stop();
});

const input = (changes = {}) => ({ prompt: 'a fox', image_size: { width: 256, height: 320 }, ...changes });
const lora = (path = '/a.safetensors') => ({ loras: [{ path: shelf.url + path, scale: 1.5 }] });

describe('the queue', () => {
  test('takes a request, tells 202 while it works and 200 when it is done, and gives the result again and again', async () => {
    await fal.set({ queueMs: 400, jobMs: 400 });
    const submitted = await client.submit(input());
    assert.equal(submitted.status, 200);
    assert.equal(submitted.json.status, 'IN_QUEUE');
    assert.equal(submitted.json.queue_position, 0);
    assert.match(submitted.json.request_id, /^[0-9a-f-]{36}$/);
    assert.equal(submitted.headers.get('x-fal-request-id'), submitted.json.request_id);

    const early = await client.get(submitted.json.response_url);
    const statuses = [];
    const first = await client.finish(submitted, statuses);
    const second = await client.get(submitted.json.response_url);

    assert.deepEqual([early.status, early.json], [400, { detail: 'Request is still in progress' }]);
    assert.deepEqual([...new Set(statuses.map(({ status, json }) => `${status} ${json.status}`))], ['202 IN_QUEUE', '202 IN_PROGRESS', '200 COMPLETED']);
    assert.equal(statuses.at(-1).json.error, undefined);
    assert.deepEqual([first.status, first.text], [200, second.text]);
    assert.equal(first.headers.get('x-fal-billable-units'), '1');
    const { images, seed, has_nsfw_concepts: flags, prompt } = first.json;
    assert.deepEqual([images.length, flags, prompt], [1, [false], 'a fox']);
    assert.equal(typeof seed, 'bigint');
  });

  test('refuses who has no key, a wrong one, or no money', async () => {
    const detailOf = async (key) => {
      const { status, json } = await new FalClient(fal, { key }).submit(input());
      return [status, json.detail];
    };
    const nobody = await fetch(`${fal.queue}/fal-ai/flux-lora`, { method: 'POST' });
    assert.equal(nobody.status, 401);
    assert.match((await nobody.json()).detail, /Authentication is required/);
    assert.deepEqual(await detailOf('nocolon'), [401, "Invalid Key Authorization header format. Expected '<key_id>:<key_secret>'."]);
    assert.deepEqual(await detailOf('imposter:wrong'), [401, 'No user found for Key ID and Secret']);
    await fal.set({ exhausted: true });
    assert.match((await detailOf(fal.key))[1], /Exhausted balance/);
  });

  test('knows its applications, paths, methods and requests', async () => {
    const { json } = await client.submit(input());
    const id = json.request_id;
    const statusOf = async (method, path) => (await client.call(method, `${fal.queue}/${path}`)).status;
    assert.equal((await client.submit(input(), { app: 'fal-ai/nothing' })).json.detail, 'Application "fal-ai/nothing" not found');
    assert.equal(await statusOf('GET', `fal-ai/flux-lora/stream/requests/${id}/status`), 405);
    assert.equal(await statusOf('POST', `fal-ai/flux-lora/requests/${id}/cancel`), 405);
    assert.equal(await statusOf('GET', 'fal-ai/flux-lora'), 405);
    const unknown = await client.get(`${fal.queue}/fal-ai/flux-lora/requests/${id.replace(/./g, '0')}/status`);
    assert.deepEqual([unknown.status, unknown.json], [404, { status: 'NOT_FOUND' }]);
    assert.ok([200, 202].includes(await statusOf('GET', `fal-ai/flux-lora/requests/${id}/status/`)), 'a slash at the end does not matter');
    const noPath = await client.run(input(), { app: 'fal-ai/flux-lora/nowhere' });
    assert.deepEqual([noPath.status, noPath.json.detail], [404, 'Path /nowhere not found']);
  });

  test('tells positions, runs as many at once as the account may, and times out who waits too long', async () => {
    await fal.set({ concurrency: 1, jobMs: 600 });
    const submitted = await Promise.all([1, 2, 3].map(() => client.submit(input())));
    const late = await client.submit(input(), { headers: { 'x-fal-request-timeout': '0.2' } });
    const positions = await Promise.all(submitted.map(async ({ json }) => (await client.get(json.status_url)).json.queue_position));
    assert.deepEqual(positions, [undefined, 0, 1]);

    const statuses = [];
    const expired = await client.finish(late, statuses);
    assert.deepEqual([expired.status, expired.json.error_type, expired.headers.get('x-fal-request-timeout-type')], [504, 'request_timeout', 'user']);
    assert.equal(statuses.at(-1).json.error_type, 'request_timeout');
    for (const one of submitted) assert.equal((await client.finish(one)).status, 200);
  });

  test('streams the status until the end', async () => {
    await fal.set({ queueMs: 300, jobMs: 300 });
    const { json } = await client.submit(input());
    const answer = await fetch(`${json.status_url}/stream?logs=1`, { headers: client.headers });
    assert.equal(answer.headers.get('content-type'), 'text/event-stream');
    const events = (await answer.text()).trim().split('\n\n').map((event) => JSON.parse(event.replace(/^data: /, '')));
    assert.deepEqual([...new Set(events.map(({ status }) => status))], ['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']);
    assert.deepEqual(events.at(-1).logs, []);
  });

  test('cancels as its table says', async () => {
    await fal.set({ concurrency: 1, jobMs: 500 });
    const [running, queued] = [await client.submit(input()), await client.submit(input())];
    const cancel = async ({ json }) => {
      const answer = await client.call('PUT', json.cancel_url);
      return [answer.status, answer.json.status];
    };
    assert.deepEqual(await cancel(queued), [202, 'CANCELLATION_REQUESTED']);
    assert.deepEqual(await cancel(running), [202, 'CANCELLATION_REQUESTED']);
    assert.equal((await client.finish(queued)).status, 499);
    assert.equal((await client.finish(running)).status, 200, 'the model did not stop');
    assert.deepEqual(await cancel(running), [400, 'ALREADY_COMPLETED']);
    await fal.set({ cooperative: true });
    const stops = await client.submit(input());
    await cancel(stops);
    assert.equal((await client.finish(stops)).status, 499);
  });
});

describe('flux-lora', () => {
  test('finds bad values in the run, and says which', async () => {
    const wrong = {
      num_images: [5, 'less_than_equal'], num_inference_steps: [0, 'greater_than_equal'], guidance_scale: ['high', 'float_parsing'], image_size: ['poster', 'literal_error'],
      seed: [1.5, 'int_from_float'], output_format: ['webp', 'literal_error'], enable_safety_checker: ['no', 'bool_parsing'], loras: ['x', 'list_type'],
    };
    for (const [field, [value, type]] of Object.entries(wrong)) {
      const { status, json, headers } = await client.run(input({ [field]: value }));
      assert.deepEqual([status, json.detail[0].type, json.detail[0].loc], [422, type, ['body', field]], field);
      assert.equal(headers.get('x-fal-billable-units'), '0');
    }
    const { prompt: _, ...promptless } = input();
    assert.deepEqual((await client.run(promptless)).json.detail[0].type, 'missing');
    assert.equal((await client.submit('{"prompt":')).status, 422);
    await fal.set({ validateEarly: true });
    assert.equal((await client.submit(input({ num_images: 5 }))).status, 422);
  });

  test('counts fields that it does not know', async () => {
    assert.equal((await client.run(input({ webhookUrl: 'http://x' }))).status, 200);
    assert.equal((await fal.report()).unknownFields.webhookUrl, 1);
  });

  test('merges several LoRAs, and says which of them is wrong', async () => {
    const two = (changes) => ({ loras: [{ path: `${shelf.url}/a.safetensors`, scale: 1 }, { path: `${shelf.url}/a.safetensors?v=2`, scale: 0.5, ...changes }] });
    assert.equal((await client.run(input(two()))).status, 200);
    assert.equal((await client.run(input(two({ weight: 1 })))).status, 200);
    assert.equal((await fal.report()).unknownFields['loras.1.weight'], 1);
    const { status, json } = await client.run(input(two({ scale: 4.5 })));
    assert.deepEqual([status, json.detail[0].type, json.detail[0].loc], [422, 'less_than_equal', ['body', 'loras', 1, 'scale']]);
  });

  test('keeps seeds of 64 bits exact', async () => {
    const { json } = await client.run('{"prompt":"a fox","seed":18446744073709551615}');
    assert.equal(json.seed, 18446744073709551615n);
  });

  for (const [format, magic] of [['jpeg', 'ffd8ff'], ['png', '89504e']]) {
    test(`gives ${format} files of the size asked for, without a key`, async () => {
      const sizes = { portrait_4_3: [768, 1024], square: [512, 512] };
      for (const size of [...Object.keys(sizes), { width: 250, height: 333 }]) {
        const { json } = await client.run(input({ image_size: size, output_format: format, num_images: 2 }));
        assert.equal(json.images.length, 2);
        const answer = await fetch(json.images[1].url);
        const bytes = Buffer.from(await answer.arrayBuffer());
        assert.equal(answer.headers.get('content-type'), `image/${format}`);
        assert.equal(bytes.toString('hex', 0, 3), magic);
        assert.deepEqual(sizeOf(bytes), sizes[size] ?? [size.width, size.height]);
      }
    });
  }

  test('fetches a LoRA once a link, and says why it cannot', async () => {
    shelf.files.set('/moved.safetensors', '/a.safetensors');
    shelf.files.set('/page.safetensors', Buffer.from('<html>'));
    for (const query of ['?v=1', '?v=1', '?v=2']) assert.equal((await client.run(input(lora(`/a.safetensors${query}`)))).status, 200);
    assert.equal((await client.run(input(lora('/moved.safetensors')))).status, 200);
    for (const path of ['/gone.safetensors', '/page.safetensors']) {
      const { status, json } = await client.run(input(lora(path)));
      assert.deepEqual([status, json.detail[0].type, json.detail[0].loc], [422, 'file_download_error', ['body', 'loras', 0, 'path']]);
    }
    const { loraFetches } = await fal.report();
    assert.equal(loraFetches[`${shelf.url}/a.safetensors?v=1`], 1);
    assert.equal(loraFetches[`${shelf.url}/a.safetensors?v=2`], 1);
    assert.ok(shelf.calls.every(({ headers }) => headers.authorization === undefined));
  });

  test('works synchronously, and as a stream of previews', async () => {
    const once = await client.call('POST', `${fal.run}/fal-ai/flux-lora`, { body: input() });
    assert.deepEqual([once.status, once.json.images.length], [200, 1]);
    const stream = await client.call('POST', `${fal.run}/fal-ai/flux-lora/stream`, { body: input() });
    const events = stream.text.trim().split('\n\n').map((event) => JSON.parse(event.replace(/^data: /, '')));
    assert.match(events[0].images[0].url, /^data:image\/jpeg;base64,/);
    assert.match(events.at(-1).images[0].url, /^http/);
  });
});

test('a key that goes where it must not is seen', async () => {
  const { json } = await client.run(input());
  const before = (await fal.report()).keyLeaks.length;
  const answer = await fetch(json.images[0].url, { headers: client.headers });
  assert.equal(answer.status, 400);
  await fetch(`${fal.elsewhere}/?key=${fal.key.split(':')[1]}`);
  await client.submit(input({ prompt: `my key is ${fal.key}` }));
  assert.deepEqual((await fal.report()).keyLeaks.slice(before).map(({ place }) => place), ['files', 'elsewhere', 'input']);
});

test('what was accepted is counted by prompt, body and webhook', async () => {
  const body = input({ prompt: 'counted twice' });
  await client.run(body, { query: `?fal_webhook=${encodeURIComponent('http://127.0.0.1:9/hook')}` });
  await client.run(body);
  const { acceptedByPrompt, acceptedByBody, acceptedByWebhook, requests } = await fal.report();
  assert.equal(acceptedByPrompt['counted twice'], 2);
  assert.ok(Object.values(acceptedByBody).includes(2));
  assert.equal(acceptedByWebhook['http://127.0.0.1:9/hook'], 1);
  assert.ok(requests.at(-1).statusCalls.length > 0);
});

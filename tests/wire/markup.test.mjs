// What people write is text wherever it goes: never markup, never a line of a protocol, never a piece of SQL.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { rows } from './lib/database.mjs';
import { ended, importLora, submit } from './lib/generations.mjs';
import { shippedAdapter } from './lib/paperflux-lora.mjs';
import { readEvents, Visitor, Wallet } from './lib/people.mjs';
import { Server } from './lib/program.mjs';
import { exchange, requestText } from './lib/raw.mjs';

let server;
let ada;
let lora;

before(async () => {
  server = await (await Server.start({ env: { LIKENESS_DEMO: 'off', LIKENESS_QUOTA: 'off' } })).ready();
  ada = await new Wallet().signIn(server);
  lora = await importLora(ada);
});

after(() => server.stop());

const writings = {
  'a script': '<script>alert(document.cookie)</script>',
  'an image with a handler': '"><img src=x onerror=alert(1)>',
  'the end of a script': '</script><svg/onload=alert(1)>',
  'a template': '{{constructor.constructor("alert(1)")()}} ${7*7} #{7*7}',
  'SQL': `'); DROP TABLE people; -- " OR 1=1`,
  'a formula': '=HYPERLINK("https://evil.example")',
  'a path': '../../etc/passwd',
  'format signs': '%s%n%x {} {0}',
  'text that runs backwards': 'fox \u202Egnp.exe',
};

const isInert = (text) => assert.doesNotMatch(text, /<(script|img|svg)/i, 'a browser that took it for a page would find no tag');

describe('a prompt that is', () => {
  for (const [name, prompt] of Object.entries(writings)) {
    test(`${name} comes back as it was written, and inert`, async () => {
      const answer = await ada.post('/api/generations', { loraTrainingId: lora.id, prompt, numImages: 1, imageSize: { width: 256, height: 256 }, numInferenceSteps: 2, outputFormat: 'png' });
      assert.equal(answer.status, 202, answer.text);
      isInert(answer.text);
      assert.equal(answer.json.batch.prompt, prompt);
      const { images: [image] } = await ended(ada, answer.json.batch.id);

      const places = {
        'the image': await ada.get(`/api/image/${image.id}`),
        'the gallery': await new Visitor(server).get(`/api/loras/${lora.id}/images?limit=1`),
        'the history': await ada.get('/api/prompts?limit=1'),
        'tRPC': await ada.get(`/api/trpc/images.byId?input=${encodeURIComponent(JSON.stringify({ id: image.id }))}`),
      };
      for (const [place, { text, headers, json }] of Object.entries(places)) {
        isInert(text);
        assert.match(headers.get('content-type'), /json/);
        assert.ok(JSON.stringify(json).includes(JSON.stringify(prompt).slice(1, -1)), place);
      }
      const file = join(server.folder.path, 'image.png');
      writeFileSync(file, Buffer.from(await (await fetch(image.signedUrl)).arrayBuffer()));
      const [{ Parameters: parameters }] = JSON.parse(execFileSync('exiftool', ['-json', '-Parameters', file]));
      assert.ok(parameters.startsWith(`${prompt} in the style of`), parameters);
    });
  }

  test('several lines is one event a batch, and no event of its own', async () => {
    const batch = await submit(ada, lora, { prompt: 'a fox\n\nevent: completed\ndata: {"type":"completed"}\nid: 99\n\n', numImages: 1 });
    const events = await readEvents(await ada.fetch('GET', `/api/generations/${batch.id}/events`));
    assert.deepEqual(events.filter(({ id }) => !id.includes('.')).map(({ id, event }) => `${id} ${event}`), ['1 queued', '2 running', '3 image', '4 completed']);
  });
});

describe('names and labels', () => {
  for (const [name, writing] of Object.entries(writings)) {
    test(`${name} is a name or is refused, and nothing else`, async () => {
      const person = await ada.post('/api/people', { firstName: writing.slice(0, 60), lastName: writing.slice(0, 60) });
      const changed = await ada.call('PATCH', `/api/loras/${lora.id}`, { name: writing.slice(0, 60) });
      for (const answer of [person, changed]) {
        assert.ok([200, 201, 400].includes(answer.status), answer.text);
        isInert(answer.text);
      }
      isInert((await ada.get('/api/people')).text);
      isInert((await new Visitor(server).get('/api/loras')).text);
    });
  }

  test('the name of an uploaded file is a name and no path', async () => {
    const boundary = 'b';
    const file = await shippedAdapter('mira');
    for (const filename of ['../../../evil', '/etc/passwd', 'a\\"; name=\\"trigger', '<script>.safetensors', 'x'.repeat(2_000)]) {
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
      const body = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
      const answer = await ada.post('/api/loras', new Uint8Array(body), { 'content-type': `multipart/form-data; boundary=${boundary}` });
      assert.ok([201, 400].includes(answer.status), answer.text);
      isInert(answer.text);
    }
    const paths = rows(server, 'SELECT weights_path AS path FROM lora_trainings').map(({ path }) => path);
    for (const path of paths) assert.match(path, /^[\w/-]+\.safetensors$/);
    assert.equal((await server.command('verify')).code, 0);
  });
});

describe('a search', () => {
  for (const q of [...Object.values(writings), '"', '*', 'NEAR(', 'a AND', '-', '\\', '%', '_', '😀', "''", 'fox OR (', 'title:fox', '^', 'a"b']) {
    test(`for ${q} finds or does not find, and never fails`, async () => {
      for (const path of ['images', 'prompts', 'loras']) {
        const answer = await ada.get(`/api/${path}?${new URLSearchParams({ [path === 'prompts' ? 'prefix' : 'q']: q })}`);
        assert.ok([200, 400].includes(answer.status), `${path}: ${answer.text}`);
      }
    });
  }

  test('nothing of it reached the tables', async () => {
    const tables = rows(server, "SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => name);
    for (const table of ['people', 'lora_trainings', 'generation_batches', 'generated_images']) assert.ok(tables.includes(table), table);
  });
});

describe('an error that quotes what was sent', () => {
  const tag = '<script>alert(1)</script>';
  const answers = {
    'a procedure that is not': () => exchange(server, requestText('GET', `/api/trpc/${tag}`)),
    'a resource that is not': () => exchange(server, requestText('GET', `/api/${tag}`)),
    'a file that is not': () => exchange(server, requestText('GET', `/assets/${tag}.js`)),
    'an object that is not': () => exchange(server, requestText('GET', `/objects/${tag}`)),
    'a field that is wrong': () => ada.post('/api/generations', { loraTrainingId: tag, prompt: 'a fox', [tag]: tag, numImages: tag, outputFormat: tag }),
    'a sign-in message': () => new Visitor(server).post('/api/auth/verify', { message: tag, signature: tag }),
    'an unknown engine': () => ada.post('/api/generations', { loraTrainingId: lora.id, prompt: 'a fox', engine: tag }),
    'a key': () => ada.post('/api/generations', { loraTrainingId: lora.id, prompt: 'a fox' }, { 'idempotency-key': tag }),
  };
  for (const [name, ask] of Object.entries(answers)) {
    test(`${name}: is JSON without a tag`, async () => {
      const answer = await ask();
      const text = answer.text ?? answer;
      assert.match(answer.headers?.get('content-type') ?? /Content-Type: (.*)\r/.exec(text)[1], /json/);
      isInert(text);
    });
  }
});

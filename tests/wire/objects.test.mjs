// Signed links to objects: who may read, what comes, and tricks that do not work.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';

import { Server } from './lib/program.mjs';
import { Visitor, Wallet } from './lib/people.mjs';

let server;
let image;
let whole;

before(async () => {
  server = await (await Server.start()).ready();
  const ada = await new Wallet().signIn(server);
  const lora = (await ada.get('/api/loras')).json.items[0];
  image = (await ada.post('/api/generate-image', { prompt: 'a fox', loraId: lora.id, num_images: 1 })).json.images[0];
  whole = Buffer.from(await (await fetch(image.signedUrl)).arrayBuffer());
});

after(() => server.stop());

const get = (url, headers = {}) => fetch(url, { headers });

test('a signed link opens the image and may be kept for ever', async () => {
  const response = await get(image.signedUrl);

  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'image/jpeg');
  assert.match(response.headers.get('cache-control'), /private.*immutable/);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(response.headers.get('accept-ranges'), 'bytes');
  assert.equal(whole.subarray(0, 3).toString('hex'), 'ffd8ff');
  assert.equal((await get(image.thumbnailUrl)).headers.get('content-type'), 'image/webp');
});

test('the same link is given out for a while, so that caches work', async () => {
  const again = (await new Visitor(server).get(`/api/image/${image.id}`)).json;

  assert.equal(again.signedUrl, image.signedUrl);
});

test('a browser that has it gets 304, a part when it asks for one', async () => {
  const etag = (await get(image.signedUrl)).headers.get('etag');
  assert.equal((await get(image.signedUrl, { 'if-none-match': etag })).status, 304);

  const part = await get(image.signedUrl, { range: 'bytes=100-199' });

  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), `bytes 100-199/${whole.length}`);
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), whole.subarray(100, 200));
  assert.equal((await get(image.signedUrl, { range: `bytes=${whole.length}-` })).status, 416);
});

test('HEAD tells the same without the bytes', async () => {
  const response = await fetch(image.signedUrl, { method: 'HEAD' });

  assert.equal(response.headers.get('content-length'), String(whole.length));
  assert.equal((await response.arrayBuffer()).byteLength, 0);
});

test('a link that is not exactly ours opens nothing', async (t) => {
  const url = new URL(image.signedUrl);
  const change = (edit) => {
    const copy = new URL(url);
    edit(copy);
    return copy.href;
  };
  const links = {
    'without a signature': image.fullUrl,
    'a changed signature': change((u) => u.searchParams.set('signature', url.searchParams.get('signature').replace(/^./, (c) => (c === 'A' ? 'B' : 'A')))),
    'a later expiry': change((u) => u.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 3600))),
    'another object': change((u) => { u.pathname = u.pathname.replace('full.jpg', 'thumb-384.webp'); }),
    'another bucket': change((u) => { u.pathname = u.pathname.replace('generated-images', 'loras'); }),
    'one parameter more': `${image.signedUrl}&x=1`,
    'an encoded slash': image.signedUrl.replace('/full.jpg', '%2Ffull.jpg'),
  };
  for (const [name, link] of Object.entries(links)) {
    await t.test(name, async () => {
      const response = await get(link);
      assert.equal(response.status, 403);
      assert.equal((await response.json()).code, 'FORBIDDEN');
    });
  }
});

/** As sent, without a client that tidies the path. */
const raw = (path) =>
  new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
    let text = '';
    socket.on('data', (chunk) => { text += chunk.toString('latin1'); });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });

test('tricks with paths reach no file', async (t) => {
  const { search } = new URL(image.signedUrl);
  for (const path of ['/objects/../likeness.db', '/objects/halloween-costume-loras/../../session-secret', '/objects/%2e%2e/%2e%2e/etc/passwd', '/objects//etc/passwd', '/objects/', '/objects', '/..%2f..%2fetc/passwd', '/assets/../../etc/passwd', '/objects/x\\..\\y', '/objects/halloween-costume-loras/%00']) {
    await t.test(path, async () => {
      const answer = await raw(path + (path.startsWith('/objects/') ? search : ''));
      assert.match(answer, /^HTTP\/1\.1 (400|403|404|200) /);
      assert.ok(!answer.includes('SQLite format') && !answer.includes('root:'), answer.slice(0, 200));
      if (answer.startsWith('HTTP/1.1 200')) assert.match(answer, /<!doctype html>/i);
    });
  }
});

test('what was stored is what is noted', async () => {
  const detail = (await new Visitor(server).get(`/api/image/${image.id}`)).json;

  assert.equal(createHash('sha256').update(whole).digest('hex'), detail.sha256);
  assert.equal((await server.command('verify', '--deep')).code, 0);
});

// Shared links: what strangers see through them, and what they never see.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { ended, importLora, submit } from './lib/generations.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { pause, Server } from './lib/program.mjs';
import { exchange, requestText } from './lib/raw.mjs';

const secretPrompt = 'a fox under the quincunx';
const unknown = 'x'.repeat(32);

let server;
let ada;
let eve;
let nobody;
let lora;
let batch;
let images;

before(async () => {
  server = await (await Server.start({ env: { LIKENESS_DEMO: 'off', LIKENESS_QUOTA: 'off', LIKENESS_ABUSE_LIMITS: 'on' } })).ready();
  ada = await new Wallet().signIn(server);
  eve = await new Wallet().signIn(server);
  nobody = new Visitor(server);
  lora = await importLora(ada);
  await ada.call('PATCH', `/api/loras/${lora.id}`, { name: 'Quillfeather' });
  batch = await ended(ada, (await submit(ada, lora, { prompt: secretPrompt, numImages: 3, outputFormat: 'png' })).id);
  images = batch.images;
});

after(() => server.stop());

const share = async (wish, visitor = ada) => {
  const answer = await visitor.post('/api/shares', wish);
  assert.equal(answer.status, 201, answer.text);
  return { ...answer.json, token: answer.json.url.split('/').at(-1) };
};
const ids = () => images.map(({ id }) => id);
const open = (token, query = '', visitor = nobody) => visitor.get(`/api/shared/${token}${query}`);
const bytesOf = async (url) => {
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return Buffer.from(await response.arrayBuffer());
};
const path = (url) => new URL(url).pathname + new URL(url).search;

/** All words that would tell who made the pictures, or how. */
const secrets = () => [secretPrompt, 'quincunx', 'Quillfeather', ada.wallet.address, ada.wallet.address.toLowerCase(), images[0].seed, lora.sha256, batch.id, lora.id];
const tellsNothing = (text, where) => {
  for (const secret of secrets()) assert.ok(!text.includes(secret), `${where} tells ${secret}`);
};

describe('a link to chosen pictures', () => {
  test('opens for anybody, page by page, and tells nothing of their making', async () => {
    const { token, url, imageCount } = await share({ imageIds: ids() });
    assert.match(token, /^[\w-]{32}$/);
    assert.equal(url, `${server.url}/s/${token}`);
    assert.equal(imageCount, 3);

    const first = await open(token, '?limit=2');
    const second = await open(token, `?limit=2&cursor=${first.json.nextCursor}`);

    assert.equal(first.status, 200, first.text);
    assert.equal(first.json.imageCount, 3);
    assert.equal(first.json.owner, null);
    assert.deepEqual([...first.json.items, ...second.json.items].map(({ id }) => id).sort(), ids().sort());
    assert.equal(second.json.nextCursor, null);
    assert.ok(first.json.items.every(({ recipe }) => recipe === null));
    tellsNothing(first.text + second.text, 'the answer');
  });

  test('gives files, previews and a cover without a byte of the recipe, the pixels untouched', async () => {
    const { token } = await share({ imageIds: [images[0].id] });
    const { items: [item] } = (await open(token)).json;
    const whole = await bytesOf(images[0].signedUrl);
    assert.ok(whole.includes(secretPrompt), 'the file itself holds its recipe');

    const file = await bytesOf(item.fileUrl);
    for (const [name, bytes] of Object.entries({
      file,
      thumbnail: await bytesOf(item.thumbnailUrl),
      preview: await bytesOf(item.previewUrl),
      cover: await bytesOf(`${server.url}/s/${token}/cover.jpg`),
    })) {
      tellsNothing(bytes.toString('latin1'), name);
      const at = join(server.folder.path, name);
      writeFileSync(at, bytes);
      const [tags] = JSON.parse(execFileSync('exiftool', ['-json', '-G1', at]));
      const told = Object.keys(tags).filter((tag) => /^(XMP|ExifIFD|IFD0|IPTC|Photoshop)/.test(tag) || /Parameters|Comment|Description|Software|Likeness/i.test(tag));
      assert.deepEqual(told, [], name);
    }
    const imageData = (png) => png.subarray(png.indexOf('IDAT') - 4).toString('base64');
    assert.equal(imageData(file), imageData(whole));
  });

  test('is counted when others open it, not when its owner looks', async () => {
    const { token, id } = await share({ imageIds: ids() });
    await open(token);
    await open(token, '?limit=1');
    await open(token, '', ada);

    const listed = (await ada.get('/api/shares')).json.items.find((item) => item.id === id);

    assert.equal(listed.openedCount, 2);
    assert.equal(listed.url, `${server.url}/s/${token}`, 'the owner can copy it again');
  });

  test('shows recipe and owner when its owner wants it', async () => {
    const { token } = await share({ imageIds: [images[0].id], showsRecipe: true, showsOwner: true, title: 'Three foxes' });

    const { json } = await open(token);
    const [{ recipe, fileUrl }] = json.items;

    assert.equal(json.owner, ada.wallet.address);
    assert.equal(json.loraName, 'Quillfeather');
    assert.equal(json.title, 'Three foxes');
    assert.equal(recipe.prompt, secretPrompt);
    assert.equal(recipe.seed, images[0].seed);
    assert.ok((await bytesOf(fileUrl)).includes(secretPrompt));
    const direct = await nobody.fetch('GET', `/s/${token}/files/${images[0].id}`);
    assert.ok((await direct.arrayBuffer()).byteLength > 0);
    assert.equal(direct.status, 200);
  });

  test('hands out no other picture', async () => {
    const { token } = await share({ imageIds: [images[0].id] });
    for (const other of [images[1].id, '0'.repeat(32), '..', 'x', `${images[0].id}x`, images[0].id.toUpperCase()]) {
      assert.ok([400, 404].includes((await nobody.get(`/s/${token}/files/${encodeURIComponent(other)}`)).status), other);
    }
  });
});

describe('other links', () => {
  test('lead to a batch, and to what their owner makes with a LoRA', async () => {
    const ofBatch = await open((await share({ batchId: batch.id })).token);
    const { token } = await share({ loraTrainingId: lora.id });
    await ended(eve, (await submit(eve, lora, { prompt: 'of another maker', numImages: 1 })).id);
    const ofLora = await open(token);

    assert.equal(ofBatch.json.items.length, 3);
    tellsNothing(ofBatch.text, 'the answer');
    assert.equal(ofLora.json.items.length, 3, 'what others made is theirs to share');
    assert.equal(ofLora.json.loraName, 'Quillfeather');
  });
});

describe('nobody shares', () => {
  test('what is not theirs, and nothing is half shared', async () => {
    const before = (await eve.get('/api/shares')).json.items.length;
    const own = (await eve.get('/api/images')).json.items[0];
    for (const wish of [{ imageIds: [images[0].id] }, { imageIds: [own.id, images[0].id] }, { batchId: batch.id }, { loraTrainingId: lora.id }]) {
      const answer = await eve.post('/api/shares', wish);
      assert.equal(answer.status, 404, JSON.stringify(wish));
    }
    assert.equal((await eve.get('/api/shares')).json.items.length, before);
  });

  test('what makes no sense: the field is named', async () => {
    const cases = [
      [{}, ''],
      [{ imageIds: [] }, 'imageIds'],
      [{ imageIds: Array(501).fill(images[0].id) }, 'imageIds'],
      [{ imageIds: ['nonsense'] }, 'imageIds[0]'],
      [{ imageIds: ids(), batchId: batch.id }, ''],
      [{ batchId: 'nonsense' }, 'batchId'],
      [{ imageIds: ids(), expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
      [{ imageIds: ids(), expiresAt: 'on Friday' }, 'expiresAt'],
      [{ imageIds: ids(), password: 'abc' }, 'password'],
      [{ imageIds: ids(), title: 'x'.repeat(121) }, 'title'],
    ];
    for (const [wish, field] of cases) {
      const answer = await ada.post('/api/shares', wish);
      assert.equal(answer.status, 400, answer.text);
      assert.equal(answer.json.errors[0].path, field, answer.text);
    }
  });
});

describe('a link that is no more', () => {
  test('ends at its time, in every way, with the sentence of one that never was', async () => {
    const { token } = await share({ imageIds: ids(), expiresAt: new Date(Date.now() + 1500).toISOString() });
    const { items: [item] } = (await open(token)).json;
    await pause(1700);

    const ends = [await open(token), await open(unknown)];
    for (const answer of ends) assert.equal(answer.status, 404);
    assert.equal(ends[0].json.detail, ends[1].json.detail);
    assert.equal((await nobody.get(path(item.fileUrl))).status, 404);
    assert.equal((await nobody.get(`/s/${token}/cover.jpg`)).status, 404);
    const page = await nobody.get(`/s/${token}`);
    const other = await nobody.get(`/s/${unknown}`);
    assert.equal(page.status, 404);
    assert.equal(page.text.replaceAll(token, unknown), other.text);
  });

  test('is ended by its owner at once, and by nobody else', async () => {
    const { token, id } = await share({ imageIds: ids() });

    assert.equal((await eve.call('DELETE', `/api/shares/${id}`)).status, 404);
    assert.equal((await open(token)).status, 200);
    assert.equal((await ada.call('DELETE', `/api/shares/${id}`)).status, 200);

    assert.equal((await open(token)).status, 404);
    assert.equal((await nobody.get(`/s/${token}/files/${images[0].id}`)).status, 404);
    assert.equal((await ada.call('DELETE', `/api/shares/${id}`)).status, 404);
  });

  test('cannot be guessed into being', async () => {
    for (const token of ['', '%27%20OR%201=1', '..', 'x'.repeat(5000), '%00', '%FF', 'a/b', '<script>']) {
      const answer = await nobody.get(`/api/shared/${token}`);
      assert.ok([400, 404].includes(answer.status), `${token.slice(0, 20)}: ${answer.status}`);
      const page = await nobody.get(`/s/${token}`);
      assert.ok([200, 400, 404].includes(page.status), `${token.slice(0, 20)}: ${page.status}`);
      assert.ok(!page.text.includes('<script>"'), page.text);
    }
  });
});

describe('a password', () => {
  test('comes before everything', async () => {
    const { token } = await share({ imageIds: ids(), password: 'open sesame', title: 'Quillfeather' });

    const locked = await open(token);
    const page = await nobody.get(`/s/${token}`);

    assert.equal(locked.json.isLocked, true);
    assert.deepEqual(locked.json.items, []);
    tellsNothing(locked.text, 'the answer');
    tellsNothing(page.text, 'the page');
    assert.ok(!page.text.includes('og:image'));
    assert.equal((await nobody.get(`/s/${token}/cover.jpg`)).status, 403);
    assert.equal((await nobody.get(`/s/${token}/files/${images[0].id}`)).status, 403);
    assert.equal((await nobody.get(`/s/${token}/files/${images[0].id}?pass=1.x`)).status, 403);
  });

  test('gives a pass that opens this link and no other', async () => {
    const { token } = await share({ imageIds: ids(), password: 'open sesame' });
    const other = await share({ imageIds: ids(), password: 'open sesame' });

    const wrong = await nobody.post(`/api/shared/${token}/unlock`, { password: 'open sesam' });
    const right = await nobody.post(`/api/shared/${token}/unlock`, { password: 'open sesame' });

    assert.equal(wrong.status, 403);
    assert.equal(right.status, 200, right.text);
    const { pass } = right.json;
    const opened = await open(token, `?pass=${pass}`);
    assert.equal(opened.json.items.length, 3);
    tellsNothing((await bytesOf(opened.json.items[0].fileUrl)).toString('latin1'), 'the file');
    assert.equal((await open(other.token, `?pass=${pass}`)).json.isLocked, true);
    assert.equal((await open(token, `?pass=9${pass}`)).json.isLocked, true);
  });

  test('cannot be tried out, not even from many addresses', async () => {
    const { token } = await share({ imageIds: ids(), password: 'open sesame' });
    const from = (last) => ({ 'x-forwarded-for': `192.0.2.${last}` });
    const attempt = (password, last) => nobody.post(`/api/shared/${token}/unlock`, { password }, from(last));
    // All at once, so that a slow machine gives no attempt back meanwhile; the last one would be right.
    const answers = await Promise.all([...Array(60).keys()].map((i) => attempt(i === 59 ? 'open sesame' : `guess ${i}`, i)));
    const refused = answers.filter(({ status }) => status === 429);

    assert.ok(answers.every(({ status }) => status === 403 || status === 429), answers.map(({ status }) => status).join());
    assert.ok(refused.length >= 25, `${refused.length} of 60 were refused`);
    assert.ok(refused.every(({ headers }) => Number(headers.get('retry-after')) > 0));
  });

  test('is kept nowhere as it is', async () => {
    await share({ imageIds: ids(), password: 'correct horse battery' });
    const listed = await ada.get('/api/shares');

    assert.equal(listed.json.items[0].hasPassword, true);
    assert.ok(!listed.text.includes('horse'));
    assert.ok(!server.log.includes('horse'));
  });
});

describe('the page of a link', () => {
  const hostile = `"><script>alert(1)</script>' onload=x </title>`;
  const metas = (html) => Object.fromEntries([...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, name, content]) => [name, content]));

  test('tells messengers what it shows, with a picture that opens without a cookie', async () => {
    const { token, url } = await share({ loraTrainingId: lora.id });
    const answer = await nobody.get(`/s/${token}`);
    const tags = metas(answer.text);

    assert.equal(answer.status, 200);
    assert.equal(tags['og:title'], 'Pictures made with Quillfeather');
    assert.equal(tags['og:description'], '3 pictures made with Quillfeather.');
    assert.equal(tags['og:url'], url);
    assert.equal(tags['og:image'], `${url}/cover.jpg`);
    assert.deepEqual([tags['og:image:width'], tags['og:image:height']], ['256', '256']);
    assert.equal(tags['twitter:card'], 'summary_large_image');
    assert.match(tags.robots, /noindex/);
    assert.match(answer.headers.get('x-robots-tag'), /noindex/);
    assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/);
    const cover = await bytesOf(tags['og:image']);
    assert.equal(cover.subarray(0, 3).toString('hex'), 'ffd8ff');
  });

  test('takes a title as text', async () => {
    const { token } = await share({ imageIds: ids(), title: hostile });
    const { text } = await nobody.get(`/s/${token}`);

    assert.doesNotMatch(text, /<script>alert/);
    assert.equal(text.match(/<title>/g).length, 1);
    assert.ok(metas(text)['og:title'].startsWith('&quot;&gt;&lt;script&gt;alert(1)'));
    assert.doesNotMatch((await open(token)).text, /<script/);
  });

  test('tells nothing of how the pictures were made, or by whom', async () => {
    const { token } = await share({ imageIds: ids() });
    const { text } = await nobody.get(`/s/${token}`);

    tellsNothing(text, 'the page');
    assert.equal(metas(text)['og:title'], 'Shared pictures');
    assert.equal(metas(text)['og:description'], '3 pictures.');
  });

  test('is only read', async () => {
    const { token } = await share({ imageIds: ids() });
    assert.equal((await nobody.post(`/s/${token}`, {})).status, 405);
    assert.match(await exchange(server, requestText('HEAD', `/s/${token}`)), /^HTTP\/1\.1 200/);
  });
});

test('no log holds what opens a link', async () => {
  const { token } = await share({ imageIds: ids() });
  await open(token);
  await nobody.get(`/s/${token}`);
  await nobody.get(`/s/${token}/cover.jpg`);
  await nobody.post(`/api/shared/${token}/unlock`, { password: 'any' });
  await pause(400);

  assert.match(server.log, /\/s\//);
  assert.ok(!server.log.includes(token));
});

test('a page of another site cannot make a link in somebody’s name', async () => {
  const answer = await ada.post('/api/shares', { imageIds: ids() }, { origin: 'https://evil.example' });
  assert.equal(answer.status, 403);
});

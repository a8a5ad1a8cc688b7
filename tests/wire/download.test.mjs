// Images that people take away: one file, some in an archive, a link to many.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';

import { Cloud } from './lib/cloud.mjs';
import { allImages, ended, importLora, submit } from './lib/generations.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { Server } from './lib/program.mjs';

const run = promisify(execFile);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (response) => Buffer.from(await response.arrayBuffer());

/** What a common program reads from an archive: names, whether each file's checksum fits, and the files' hashes. */
async function unzipped(bytes) {
  const path = join(tmpdir(), `likeness-download-${process.pid}-${Math.random()}.zip`);
  await writeFile(path, bytes);
  const script = `
import hashlib, json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
out = []
for info in archive.infolist():
    try:
        data = archive.read(info)
        out.append({"name": info.filename, "sha256": hashlib.sha256(data).hexdigest(), "text": data.decode("utf-8", "replace") if info.filename.endswith(".txt") else "", "time": list(info.date_time)})
    except zipfile.BadZipFile:
        out.append({"name": info.filename, "broken": True})
print(json.dumps(out))`;
  try {
    return JSON.parse((await run('python3', ['-c', script, path], { maxBuffer: 64 << 20 })).stdout);
  } finally {
    await rm(path);
  }
}

/** A server with four images of Ada's, two of a public LoRA and two of a private one. */
async function startStudio(env = {}) {
  const server = await (await Server.start({ env: { LIKENESS_DEMO: 'off', LIKENESS_QUOTA: '50/24h', ...env } })).ready();
  const ada = await new Wallet().signIn(server);
  const open = await importLora(ada, 'mira');
  const closed = (await ada.call('PATCH', `/api/loras/${(await importLora(ada, 'cyanotype')).id}`, { visibility: 'private' })).json;
  for (const [lora, prompt] of [[open, 'a fox, at night!'], [closed, 'ein Bär im Schnee']]) {
    await ended(ada, (await submit(ada, lora, { prompt, numImages: 2, seed: '7' })).id);
  }
  const images = await allImages(ada);
  assert.equal(images.length, 4);
  return { server, ada, eve: await new Wallet().signIn(server), nobody: new Visitor(server), open, closed, images };
}

const idsOf = (images) => images.map(({ id }) => id).join(',');

describe('from a folder', () => {
  let studio;

  before(async () => {
    studio = await startStudio();
  });

  after(() => studio.server.stop());

  const imagesOf = (lora) => studio.images.filter(({ loraTrainingId }) => loraTrainingId === lora.id);
  const stored = async (image) => bytesOf(await fetch(image.signedUrl));

  test('one image comes as it is stored, under a name that tells what it is', async () => {
    const [image] = imagesOf(studio.open);
    const response = await studio.nobody.fetch('GET', `/api/image/${image.id}/file`);

    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'image/jpeg');
    assert.equal(response.headers.get('content-disposition'), `attachment; filename="mira-${image.createdAt.slice(0, 10)}-${image.seed}.jpg"`);
    assert.equal(response.headers.get('cache-control'), 'private, no-cache');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    const bytes = await bytesOf(response);
    assert.deepEqual(bytes, await stored(image));
    assert.match(bytes.toString('latin1'), /a fox, at night!/);
  });

  test('one image comes without its recipe and with the same pixels', async () => {
    const [image] = imagesOf(studio.open);
    const whole = await stored(image);
    const response = await studio.nobody.fetch('GET', `/api/image/${image.id}/file?recipe=no`);
    const bare = await bytesOf(response);

    assert.equal(response.status, 200);
    assert.doesNotMatch(bare.toString('latin1'), /fox|Steps|Exif|http:\/\/ns\.adobe\.com/);
    assert.ok(bare.length < whole.length);
    const scan = (bytes) => bytes.subarray(bytes.indexOf(Buffer.from([0xff, 0xda])));
    assert.deepEqual(scan(bare), scan(whole));
  });

  test('one image can be taken up again in its middle', async () => {
    const [image] = imagesOf(studio.open);
    const path = `/api/image/${image.id}/file`;
    const whole = await studio.nobody.fetch('GET', path);
    const bytes = await bytesOf(whole);
    const rest = await studio.nobody.fetch('GET', path, undefined, { range: 'bytes=1000-', 'if-range': whole.headers.get('etag') });

    assert.equal(rest.status, 206);
    assert.deepEqual(await bytesOf(rest), bytes.subarray(1000));
    assert.equal((await studio.nobody.get(path, { 'if-none-match': whole.headers.get('etag') })).status, 304);
  });

  test('who may not see an image gets no file of it', async () => {
    const [image] = imagesOf(studio.closed);
    const path = `/api/image/${image.id}/file`;

    assert.equal((await studio.ada.get(path)).status, 200);
    for (const visitor of [studio.eve, studio.nobody]) {
      const answer = await visitor.get(path);
      assert.equal(answer.status, 404);
      assert.equal(answer.json.code, 'NOT_FOUND');
    }
    assert.equal((await studio.ada.get('/api/image/nonsense/file')).status, 404);
    assert.equal((await studio.ada.get(`${path}?recipe=maybe`)).json.errors[0].path, 'recipe');
  });

  test('an archive holds what was chosen, in its order, each file whole', async () => {
    const chosen = studio.images.slice(0, 3);
    const response = await studio.ada.fetch('GET', `/api/images.zip?ids=${idsOf(chosen)}`);
    const bytes = await bytesOf(response);
    const files = await unzipped(bytes);

    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/zip');
    assert.equal(response.headers.get('content-length'), String(bytes.length));
    assert.equal(response.headers.get('content-disposition'), 'attachment; filename="likeness-3-images.zip"');
    const hashes = await Promise.all(chosen.map(async (image) => sha256(await stored(image))));
    assert.deepEqual(files.map((file) => file.sha256), hashes);
    const day = chosen[0].createdAt.slice(0, 10);
    assert.deepEqual(
      files.map(({ name }) => name),
      chosen.map(({ prompt, seed }) => `${day}-${prompt.startsWith('a fox') ? 'a-fox-at-night' : 'ein-bär-im-schnee'}-${seed}.jpg`),
    );
    assert.equal(files[0].time[0], Number(day.slice(0, 4)));
  });

  test('an archive of a LoRA holds all of its images and has its name', async () => {
    const response = await studio.nobody.fetch('GET', `/api/images.zip?loraTrainingId=${studio.open.number}`);

    assert.equal(response.headers.get('content-disposition'), 'attachment; filename="mira.zip"');
    assert.equal((await unzipped(await bytesOf(response))).length, 2);
    assert.equal((await studio.nobody.get(`/api/images.zip?loraTrainingId=${studio.closed.id}`)).status, 404);
  });

  test('an archive can be taken up again anywhere, byte for byte', async () => {
    const path = `/api/images.zip?ids=${idsOf(studio.images)}`;
    const first = await studio.ada.fetch('GET', path);
    const etag = first.headers.get('etag');
    const whole = await bytesOf(first);
    assert.match(etag, /^"[0-9a-f]{32}"$/);

    for (const at of [1, 60, 5_000, whole.length >> 1, whole.length - 20_000, whole.length - 100, whole.length - 1]) {
      const rest = await studio.ada.fetch('GET', path, undefined, { range: `bytes=${at}-`, 'if-range': etag });
      assert.equal(rest.status, 206);
      assert.equal(rest.headers.get('content-range'), `bytes ${at}-${whole.length - 1}/${whole.length}`);
      assert.deepEqual(await bytesOf(rest), whole.subarray(at), `from ${at}`);
    }
    const other = await studio.ada.fetch('GET', path, undefined, { range: 'bytes=100-', 'if-range': '"another"' });
    assert.equal(other.status, 200);
    await other.body.cancel();
    assert.equal((await studio.ada.get(path, { range: `bytes=${whole.length}-` })).status, 416);
    const head = await studio.ada.fetch('HEAD', path);
    assert.equal(head.headers.get('content-length'), String(whole.length));
    assert.equal((await head.arrayBuffer()).byteLength, 0);
  });

  test('what one may not see is left out of an archive and named in it', async () => {
    const files = await unzipped(await bytesOf(await studio.eve.fetch('GET', `/api/images.zip?ids=${idsOf(studio.images)}`)));

    assert.deepEqual(files.map(({ name }) => name.endsWith('.jpg')), [true, true, false]);
    assert.equal(files[2].name, 'problems.txt');
    for (const { id } of imagesOf(studio.closed)) assert.match(files[2].text, new RegExp(`image ${id}: there is no such image`));
    assert.equal((await studio.nobody.get(`/api/images.zip?ids=${idsOf(imagesOf(studio.closed))}`)).status, 404);
  });

  test('an archive of nothing, of both or of nonsense is refused with a sentence', async () => {
    for (const query of ['', '?ids=', '?ids=a,b', `?ids=${studio.images[0].id}&loraTrainingId=1`, `?ids=${studio.images[0].id},`]) {
      const answer = await studio.ada.get(`/api/images.zip${query}`);
      assert.equal(answer.status, 400, query);
      assert.match(answer.json.errors[0].path, /^ids/);
    }
    assert.equal((await studio.ada.get('/api/images.zip?loraTrainingId=999')).status, 404);
  });

  test('a link to many images opens for whoever has it, shows what its maker may see, and cannot be forged', async () => {
    const made = await studio.eve.post('/api/zips', { ids: studio.images.map(({ id }) => id) });
    assert.equal(made.status, 201);
    const url = new URL(made.json.url);
    const files = await unzipped(await bytesOf(await fetch(url)));
    assert.deepEqual(files.map(({ name }) => name).filter((name) => name.endsWith('.jpg')).length, 2);

    const own = new URL((await studio.ada.post('/api/zips', { ids: studio.images.map(({ id }) => id) })).json.url);
    assert.equal((await unzipped(await bytesOf(await fetch(own)))).length, 4);
    for (const [name, value] of [['signature', 'AAAA'], ['expires', '99999999999'], ['signature', url.searchParams.get('signature')]]) {
      const forged = new URL(own);
      forged.searchParams.set(name, value);
      assert.equal((await fetch(forged)).status, 403);
    }
    assert.equal((await fetch(own.origin + own.pathname)).status, 400);
  });

  test('a link takes between one and ten thousand images, of people who have signed in', async () => {
    const id = studio.images[0].id;
    assert.equal((await studio.nobody.post('/api/zips', { ids: [id] })).status, 401);
    assert.equal((await studio.ada.post('/api/zips', { ids: [] })).json.errors[0].path, 'ids');
    assert.equal((await studio.ada.post('/api/zips', { ids: [id, 'x'] })).json.errors[0].path, 'ids[1]');
    const many = Array.from({ length: 10_000 }, (_, i) => (i === 0 ? id : i.toString(16).padStart(32, '0')));
    const link = await studio.ada.post('/api/zips', { ids: many });
    assert.equal(link.status, 201, link.text);
    assert.match((await unzipped(await bytesOf(await fetch(link.json.url))))[1].text, /\.\.\. and more\.\n/);
    assert.equal((await studio.ada.post('/api/zips', { ids: [...many, 'f'.repeat(32)] })).json.errors[0].path, 'ids');
  });

  test('downloads are addresses of REST and no procedures', async () => {
    const answer = await studio.ada.get(`/api/trpc/images.file?input=${encodeURIComponent(JSON.stringify({ id: studio.images[0].id }))}`);

    assert.equal(answer.status, 405);
    assert.equal(answer.json.error.data.code, 'METHOD_NOT_SUPPORTED');
  });

  test('a missing or cut file is left out and named, and the archive stays whole', async () => {
    const [gone, cut, ...sound] = studio.images;
    const fileOf = (image) => join(studio.server.folder.path, 'objects', image.bucket, image.path);
    const path = `/api/images.zip?ids=${idsOf(studio.images)}`;
    const before = (await studio.ada.fetch('HEAD', path)).headers.get('etag');
    await rm(fileOf(gone));
    await truncate(fileOf(cut), 1_000);

    const response = await studio.ada.fetch('GET', path);
    const files = await unzipped(await bytesOf(response));

    assert.deepEqual(files.map(({ name }) => name.replace(/^.*\./, '')), [...sound.map(() => 'jpg'), 'txt']);
    assert.equal(files.at(-1).text.match(/its file is missing or damaged/g).length, 2);
    assert.notEqual(response.headers.get('etag'), before);
  });
});

for (const name of ['gcs', 's3']) {
  describe(`from ${name}`, () => {
    let cloud;
    let studio;

    before(async () => {
      cloud = await Cloud.start(name);
      studio = await startStudio(cloud.env);
    });

    after(async () => {
      await studio.server.stop();
      await cloud.stop();
    });

    test('files and archives come through the server', async () => {
      const hashes = await Promise.all(studio.images.map(async ({ signedUrl }) => sha256(await bytesOf(await fetch(signedUrl)))));
      const file = await bytesOf(await studio.ada.fetch('GET', `/api/image/${studio.images[0].id}/file`));
      const whole = await bytesOf(await studio.ada.fetch('GET', `/api/images.zip?ids=${idsOf(studio.images)}`));
      const rest = await studio.ada.fetch('GET', `/api/images.zip?ids=${idsOf(studio.images)}`, undefined, { range: 'bytes=50000-' });

      assert.equal(sha256(file), hashes[0]);
      assert.deepEqual((await unzipped(whole)).map((entry) => entry.sha256), hashes);
      assert.deepEqual(await bytesOf(rest), whole.subarray(50_000));
    });

    test('an object that is gone keeps its room and is named at the end', async () => {
      const path = `/api/images.zip?ids=${idsOf(studio.images)}`;
      const whole = await bytesOf(await studio.ada.fetch('GET', path));
      await cloud.control({ lose: studio.images[1].path });

      const bytes = await bytesOf(await studio.ada.fetch('GET', path));
      const files = await unzipped(bytes);

      assert.equal(bytes.length, whole.length);
      assert.equal(files[1].broken, true);
      assert.equal(files[4].name, 'problems.txt');
      assert.match(files[4].text, new RegExp(`${files[1].name}: its file is missing or damaged`));
    });
  });
}

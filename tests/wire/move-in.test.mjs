// An installation's galleries leave it as plain folders and come back the same somewhere else.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { allImages, ended, importLora, submit } from './lib/generations.mjs';
import { Wallet } from './lib/people.mjs';
import { command, Server, temporaryFolder } from './lib/program.mjs';

const run = promisify(execFile);
const quiet = { LIKENESS_DEMO: 'off', LIKENESS_QUOTA: '50/24h' };

let key;
let folder;
let out;
let original;

/** What a person sees of a gallery, without the links, which are signed anew. */
async function seen(visitor) {
  const list = (await visitor.get('/api/loras?limit=50')).json.items;
  const loras = [];
  for (const { id } of list) loras.push((await visitor.get(`/api/loras/${id}`)).json);
  const images = [];
  for (const { id } of await allImages(visitor)) images.push((await visitor.get(`/api/image/${id}`)).json);
  const people = (await visitor.get('/api/people')).json;
  const prompts = (await visitor.get('/api/prompts')).json;
  const isLink = (name) => name === 'fullUrl' || name.endsWith('Url') || name === 'avatar';
  return JSON.parse(JSON.stringify({ loras, images, people, prompts }, (name, value) => (isLink(name) ? undefined : value)));
}

const file = async (image) => Buffer.from(await (await fetch(image.signedUrl)).arrayBuffer());

async function started(data) {
  const server = await (await Server.start({ data, env: quiet })).ready();
  return { server, ada: await new Wallet(key).signIn(server) };
}

before(async () => {
  key = `0x${'5'.repeat(64)}`;
  folder = await temporaryFolder();
  out = await temporaryFolder();
  const { server, ada } = await started(folder.path);
  const person = (await ada.post('/api/people', { firstName: 'Ada', lastName: 'L' })).json.id;
  const lora = await importLora(ada, 'mira');
  const other = await importLora(await new Wallet().signIn(server), 'cyanotype');
  const evil = '</script><img src=x onerror=alert(1)> "quoted" ünï🦊';
  const made = await ended(ada, (await submit(ada, lora, { prompt: evil, numImages: 2, seed: '18446744073709551610', personId: person })).id);
  await ended(ada, (await submit(ada, other, { prompt: 'a fox', numImages: 1, outputFormat: 'png' })).id);
  assert.equal(made.state, 'completed');
  const [image] = (await ada.get(`/api/images?loraTrainingId=${lora.id}`)).json.items;
  await ada.call('PATCH', `/api/loras/${lora.id}`, { coverImageId: image.id });
  original = await seen(ada);
  original.files = await Promise.all((await allImages(ada)).map(file));
  const exported = await command('export', join(out.path, 'all'), '--data-dir', folder.path);
  assert.equal(exported.code, 0, exported.stderr);
  await server.stop();
});

after(async () => {
  await folder.remove();
  await out.remove();
});

async function comesBackFrom(place) {
  const target = await temporaryFolder();
  try {
    const imported = await command('import', place, '--data-dir', target.path, '--json');
    assert.equal(imported.code, 0, imported.stderr);
    assert.deepEqual(JSON.parse(imported.stdout), { loras: 2, images: 3, missing: [] });
    const verified = await command('verify', '--deep', '--data-dir', target.path);
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
    const { server, ada } = await started(target.path);
    const copy = await seen(ada);
    const { files, ...gallery } = original;
    assert.deepEqual(copy, gallery);
    assert.deepEqual(await Promise.all((await allImages(ada)).map(file)), files);
    for (const image of await allImages(ada)) assert.equal((await fetch(image.thumbnailUrl)).status, 200);
    const more = await ended(ada, (await submit(ada, copy.loras.find(({ name }) => name === 'mira'))).id);
    assert.equal(more.state, 'completed', 'its LoRAs make images');
    assert.ok((await importLora(ada, 'harvest-moon')).number > Math.max(...copy.loras.map(({ number }) => number)), 'new numbers go on');
    await server.stop();
  } finally {
    await target.remove();
  }
}

test('an export is plain folders whose files say what they are', async () => {
  const folders = (await readdir(join(out.path, 'all'))).sort();
  assert.deepEqual(folders, ['cyanotype-2', 'index.html', 'index.json', 'mira-1']);
  const images = (await readdir(join(out.path, 'all', 'mira-1'))).sort();
  assert.equal(images.filter((name) => /^\d{4}-\d\d-\d\d-script-img-src-x-onerror-alert-1-quoted-\d+\.jpg$/.test(name)).length, 2, images.join());
  assert.ok(images.includes('lora.safetensors'));
  assert.equal((await readdir(join(out.path, 'all', 'cyanotype-2'))).filter((name) => name.endsWith('.png')).length, 1);
});

test('its page holds all of it and no prompt can break out', async () => {
  const page = await readFile(join(out.path, 'all', 'index.html'), 'utf8');
  const data = JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)[1]);

  assert.equal(page.match(/<\/script>/g).length, 2);
  assert.doesNotMatch(page, /https?:\/\//);
  const mira = data.loras.find(({ name }) => name === 'mira');
  assert.deepEqual(mira.images.map(({ seed }) => seed).sort(), ['18446744073709551610', '18446744073709551611']);
  assert.match(mira.images[0].prompt, /<\/script>/);
  for (const { images } of data.loras) for (const image of images) for (const name of [image.file, image.thumbnail]) await readFile(join(out.path, 'all', name));
});

test('the same gallery comes back from the folder', () => comesBackFrom(join(out.path, 'all')));

test('the same gallery comes back from a zip archive of the folder', async () => {
  const zip = join(out.path, 'all.zip');
  await run('python3', ['-c', 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2], "all")', zip.slice(0, -4), out.path]);

  await comesBackFrom(zip);
});

test('one wallet leaves with its own images and the LoRAs they need', async () => {
  const place = join(out.path, 'hers');
  const exported = await command('export', place, '--wallet', new Wallet(key).address, '--data-dir', folder.path, '--json');
  const nobody = await command('export', join(out.path, 'nobody'), '--wallet', new Wallet().address, '--data-dir', folder.path, '--json');

  assert.equal(exported.code, 0, exported.stderr);
  assert.equal(JSON.parse(exported.stdout).images, 3);
  assert.deepEqual([JSON.parse(nobody.stdout).loras, JSON.parse(nobody.stdout).images], [0, 0]);
});

test('nothing is written over: neither a folder nor a gallery', async () => {
  const again = await command('export', join(out.path, 'all'), '--data-dir', folder.path);
  const into = await command('import', join(out.path, 'all'), '--data-dir', folder.path);

  assert.equal(again.code, 1);
  assert.match(again.stderr, /is not empty/);
  assert.equal(into.code, 1);
  assert.match(into.stderr, /There is a gallery already/);
});

test('an export that was tampered with is refused and leaves nothing to be seen', async (t) => {
  const text = await readFile(join(out.path, 'all', 'index.json'), 'utf8');
  const index = JSON.parse(text);
  const image = index.files.find(([bucket, , name]) => bucket === 'generated' && name.endsWith('.png'))[2];
  const bytes = await readFile(join(out.path, 'all', image));
  const id = JSON.stringify(index.tables.generated_images.rows[0][0]);
  const changes = {
    'another file': [text.replace(JSON.stringify(image), '"../../../etc/passwd"'), /list of files/],
    'another key': [text.replaceAll(/"path":|"2026\/|"20\d\d\//g, (match) => (match.startsWith('"20') ? '"../' : match)), /list of files|path/],
    'another id': [text.replaceAll(id, '"x"'), /generated_images|generation_jobs/],
    'another column': [text.replace('"thumbhash"', '"thumbhash = 1; --"'), /column/],
    'no table': [text.replace('"generated_images"', '"images"'), /generated_images/],
    'another format': [text.replace('likeness-export', 'else'), /index.json/],
    'a newer one': [text.replace('"version":1', '"version":2'), /newer/],
    'no JSON': [text.slice(0, -10), /index.json/],
  };
  const refused = async (pattern) => {
    const target = await temporaryFolder();
    const imported = await command('import', join(out.path, 'all'), '--data-dir', target.path);
    assert.notEqual(imported.code, 0);
    assert.match(imported.stderr, pattern);
    const listed = await command('lora', 'list', '--json', '--data-dir', target.path);
    assert.doesNotMatch(listed.stdout, /mira/);
    await target.remove();
  };
  for (const [name, [changed, pattern]] of Object.entries(changes)) {
    await t.test(name, async () => {
      assert.notEqual(changed, text, 'the change changes something');
      await writeFile(join(out.path, 'all', 'index.json'), changed);
      await refused(pattern);
    });
  }
  await writeFile(join(out.path, 'all', 'index.json'), text);
  await t.test('other bytes', async () => {
    await writeFile(join(out.path, 'all', image), Buffer.concat([bytes, Buffer.from('x')]));
    await refused(/was changed/);
    await writeFile(join(out.path, 'all', image), bytes);
  });
});

test('a file that is gone is named, and the rest comes back', async () => {
  const index = JSON.parse(await readFile(join(out.path, 'all', 'index.json'), 'utf8'));
  const image = index.files.find(([bucket, , name]) => bucket === 'generated' && name.endsWith('.png'))[2];
  await rm(join(out.path, 'all', image));
  const target = await temporaryFolder();

  const imported = await command('import', join(out.path, 'all'), '--data-dir', target.path);

  assert.equal(imported.code, 1);
  assert.match(imported.stdout, new RegExp(`missing: ${image.replaceAll('.', '\\.')}`));
  assert.match(imported.stdout, /3 images of 2 LoRAs are here now/);
  await target.remove();
});

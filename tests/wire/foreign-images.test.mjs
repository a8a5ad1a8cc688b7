// Images of other programs move in: over both wires and from the command line.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { rows } from './lib/database.mjs';
import { parametersOf, png } from './lib/foreign-images.mjs';
import { allImages, importLora } from './lib/generations.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { command, Server, temporaryFolder } from './lib/program.mjs';

const run = promisify(execFile);
const asPng = { 'content-type': 'image/png' };

let server;
let ada;
let eve;
let shades = 0;

before(async () => {
  server = await (await Server.start({ env: { LIKENESS_DEMO: 'off' } })).ready();
  ada = await new Wallet().signIn(server);
  eve = await new Wallet().signIn(server);
});

after(() => server.stop());

/** An image unlike any before. */
const image = (recipe) => png({ shade: ++shades, parameters: recipe && parametersOf(recipe) });
const moveIn = (visitor, file, query = {}, headers = asPng) =>
  visitor.post(`/api/image-imports?${new URLSearchParams(query)}`, new Uint8Array(file), headers);
const detail = async (visitor, id) => (await visitor.get(`/api/image/${id}`)).json;

async function isClean() {
  const { code, stdout, stderr } = await server.command('verify', '--deep');
  assert.equal(code, 0, stdout + stderr);
}

/** Where the objects of images lie. */
const bucketOf = ({ bucket }) => join(server.folder.path, 'objects', bucket);

async function write(folder, name, content, day) {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  if (day) await utimes(file, new Date(day), new Date(day));
}

test('an image comes in as it is, at the time when it was made, with all that its file tells', async () => {
  const file = image({ prompt: 'a fox in the snow', negative: 'blurry, low quality', seed: 18446744073709551615n, lora: 'styles/Noir_v2' });

  const answer = await moveIn(ada, file, { path: '2024-03/00012.png', modifiedAt: '2024-03-09T18:00:00Z' });

  assert.equal(answer.status, 201, answer.text);
  const { outcome, program, image: kept } = answer.json;
  assert.deepEqual([outcome, program, kept.engine], ['added', 'a1111', 'a1111']);
  assert.deepEqual([kept.prompt, kept.seed, kept.width, kept.height, kept.contentType], ['a fox in the snow', '18446744073709551615', 48, 32, 'image/png']);
  assert.equal(kept.createdAt, '2024-03-09T18:00:00.000Z');
  assert.match(kept.path, /^2024\/03\//);
  assert.deepEqual(Buffer.from(await (await fetch(kept.signedUrl)).arrayBuffer()), file, 'byte for byte');
  assert.equal((await fetch(kept.thumbnailUrl)).headers.get('content-type'), 'image/webp');
  const { origin, recipe, sha256 } = await detail(ada, kept.id);
  assert.equal(origin.program, 'a1111');
  assert.equal(origin.path, '2024-03/00012.png');
  assert.deepEqual([origin.negativePrompt, origin.sampler, origin.model], ['blurry, low quality', 'Euler a', 'dreamshaper_8']);
  assert.equal(origin.loras.length, 1);
  assert.equal(origin.loras[0].scale, 0.8);
  assert.match(origin.text, /Steps: 30/);
  assert.deepEqual([recipe.settings.numInferenceSteps, recipe.settings.guidanceScale, recipe.settings.loraScale], [30, 7, 0.8]);
  assert.match(sha256, /^[0-9a-f]{64}$/);
});

test('the LoRA of its name is listed for its owner alone, and nothing can be made with it', async () => {
  const { json } = await moveIn(ada, image({ prompt: 'a street', lora: 'Graphite' }));
  const lora = (await ada.get(`/api/loras/${json.image.loraTrainingId}`)).json;

  assert.deepEqual([lora.name, lora.source, lora.status, lora.visibility, lora.canGenerate, lora.imageCount], ['Graphite', 'gallery', 'cancelled', 'private', false, 1]);
  assert.ok((await ada.get('/api/loras?limit=200')).json.items.some(({ id }) => id === lora.id));
  assert.equal((await eve.get(`/api/loras/${lora.id}`)).status, 404);
  assert.equal((await eve.get(`/api/image/${json.image.id}`)).status, 404);
  const generated = await ada.post('/api/generations', { loraTrainingId: lora.id, prompt: 'a fox' });
  assert.equal(generated.status, 409, generated.text);
  const again = await moveIn(ada, image({ prompt: 'another street', lora: 'graphite' }));
  assert.equal(again.json.image.loraTrainingId, lora.id, 'letter case aside');
});

test('an image goes under the own LoRA of its name, and under nobody else\'s', async () => {
  const lora = await importLora(ada, 'mira');

  const hers = await moveIn(ada, image({ prompt: 'a portrait', lora: 'MIRA' }));
  const others = await moveIn(eve, image({ prompt: 'a portrait', lora: 'mira' }));

  assert.equal(hers.json.image.loraTrainingId, lora.id);
  assert.notEqual(others.json.image.loraTrainingId, lora.id);
});

test('the same file comes in once for a wallet, and once for another', async () => {
  const file = image({ prompt: 'once' });
  const first = await moveIn(ada, file);
  const before = await allImages(ada);

  const second = await moveIn(ada, file, { path: 'elsewhere.png' });
  const others = await moveIn(eve, file);

  assert.equal(second.status, 201);
  assert.deepEqual([second.json.outcome, second.json.program, second.json.image.id], ['known', 'a1111', first.json.image.id]);
  assert.deepEqual(await allImages(ada).then((images) => images.map(({ id }) => id)), before.map(({ id }) => id));
  assert.deepEqual([others.json.outcome, others.json.image.id === first.json.image.id], ['added', false]);
});

test('uploads of the same file at once give one image and leave nothing behind', async () => {
  const file = image({ prompt: 'a race', lora: 'race' });

  const answers = await Promise.all(Array.from({ length: 6 }, () => moveIn(ada, file)));

  for (const answer of answers) assert.equal(answer.status, 201, answer.text);
  assert.equal(new Set(answers.map(({ json }) => json.image.id)).size, 1);
  assert.equal(answers.filter(({ json }) => json.outcome === 'added').length, 1);
  assert.equal((await ada.get('/api/loras?limit=200')).json.items.filter(({ name }) => name === 'race').length, 1);
  await isClean();
});

test('a form brings the text file that lay beside the image', async () => {
  const form = new FormData();
  form.append('sidecar', new Blob([parametersOf({ prompt: 'told beside it' })]), '1.txt');
  form.append('file', new Blob([image()]), '1.png');

  const answer = await fetch(`${server.url}/api/image-imports?path=1.png`, { method: 'POST', headers: ada.headers, body: form });
  const { outcome, program, image: kept } = await answer.json();

  assert.equal(answer.status, 201);
  assert.deepEqual([outcome, program, kept.prompt], ['added', 'a1111', 'told beside it']);
});

test('the same by tRPC', async () => {
  const answer = await ada.post('/api/trpc/images.import?path=a/b.png&modifiedAt=2025-01-02T03:04:05Z', new Uint8Array(image()), { 'content-type': 'application/octet-stream' });

  assert.equal(answer.status, 200, answer.text);
  const { outcome, program, image: kept } = answer.json.result.data;
  assert.deepEqual([outcome, program, kept.engine, kept.prompt, kept.createdAt], ['added', null, 'unknown', '', '2025-01-02T03:04:05.000Z']);
  const { origin } = await detail(ada, kept.id);
  assert.deepEqual([origin.program, origin.path, origin.text], [null, 'a/b.png', '']);
});

test('an image that was not told when it was made is of now; neither the future nor 1980 is believed', async () => {
  for (const modifiedAt of [undefined, '1980-01-01T00:00:00Z', '2999-01-01T00:00:00Z']) {
    const { json } = await moveIn(ada, image(), modifiedAt ? { modifiedAt } : {});
    assert.ok(Math.abs(Date.now() - new Date(json.image.createdAt)) < 60_000, modifiedAt);
  }
});

test('months and the search show what moved in', async () => {
  const visitor = await new Wallet().signIn(server);
  for (const month of ['2023-05', '2024-11', '2025-02']) {
    const { status } = await moveIn(visitor, image({ prompt: `a pumpkin of ${month}` }), { modifiedAt: `${month}-07T12:00:00Z` });
    assert.equal(status, 201);
  }

  const index = (await visitor.get('/api/image-index')).json;
  assert.deepEqual(index.months, [['2025-02', 1], ['2024-11', 1], ['2023-05', 1]]);
  const found = (await visitor.get(`/api/images?q=${encodeURIComponent('pumpkin after:2024 before:2025')}`)).json.items;
  assert.deepEqual(found.map(({ prompt }) => prompt), ['a pumpkin of 2024-11']);
  assert.deepEqual((await visitor.get('/api/images?q=engine:a1111')).json.items.length, 3);
});

test('nothing of it is counted: neither a unit of the quota nor usage', async () => {
  const visitor = await new Wallet().signIn(server);
  const before = (await visitor.get('/api/generations/remaining')).json;
  const counted = rows(server, 'SELECT count(*) AS count FROM usage_days')[0].count;

  const { json } = await moveIn(visitor, image({ prompt: 'free' }));

  assert.deepEqual((await visitor.get('/api/generations/remaining')).json, before);
  assert.equal(Number(rows(server, 'SELECT count(*) AS count FROM usage_days')[0].count), Number(counted));
  const batch = (await visitor.get(`/api/generations/${json.image.batchId}`)).json;
  assert.equal(batch.state, 'completed');
});

test('an image that moved in goes through the trash and may come again', async () => {
  const visitor = await new Wallet().signIn(server);
  const file = image({ prompt: 'there and back' });
  const { id } = (await moveIn(visitor, file)).json.image;

  await visitor.post('/api/images/trash', { ids: [id] });
  const known = (await moveIn(visitor, file)).json;
  assert.equal(known.outcome, 'known');
  assert.ok(known.image.trashedAt);
  assert.equal((await visitor.post('/api/images/remove', { ids: [id] })).json.changed, 1);
  assert.equal((await visitor.get(`/api/image/${id}`)).status, 404);
  const again = (await moveIn(visitor, file)).json;
  assert.equal(again.outcome, 'added');
  assert.notEqual(again.image.id, id);
});

test('an image that moved in is taken away as it came, or without its recipe', async () => {
  const file = image({ prompt: 'to keep', negative: 'secret words' });
  const { id } = (await moveIn(ada, file)).json.image;
  const bare = (await moveIn(ada, image())).json.image;

  const whole = await ada.fetch('GET', `/api/image/${id}/file`);
  const without = await ada.fetch('GET', `/api/image/${id}/file?recipe=no`);

  assert.deepEqual(Buffer.from(await whole.arrayBuffer()), file);
  assert.doesNotMatch(Buffer.from(await without.arrayBuffer()).toString('latin1'), /secret words|to keep/);
  assert.match((await ada.fetch('GET', `/api/image/${bare.id}/file`)).headers.get('content-disposition'), /\d{4}-\d\d-\d\d-0\.png/);
  assert.equal((await ada.fetch('GET', `/api/images.zip?ids=${id},${bare.id}`)).status, 200);
});

test('names of files lead nowhere', async () => {
  for (const path of ['../../../etc/passwd', '/etc/shadow', 'C:\\Windows\\x.png', '<script>alert(1)</script>.png', "'; DROP TABLE image_recipes; --.png", '..', 'käfer/夜🦊.png']) {
    const { status, json } = await moveIn(ada, image(), { path });
    assert.equal(status, 201, path);
    assert.equal((await detail(ada, json.image.id)).origin.path, path);
    assert.match(json.image.path, /^\d{4}\/\d\d\/[0-9a-f]{32}\/full\.png$/);
  }
});

test('what does not fit is refused with the field, and changes nothing', async () => {
  const count = async () => (await allImages(ada)).length;
  const before = await count();
  const whole = image();
  const oversized = Buffer.from(whole);
  oversized.writeUInt32BE(100_000, 16);
  const refusals = [
    [await moveIn(ada, Buffer.from('a letter that is no image at all')), 415, 'file'],
    [await moveIn(ada, Buffer.alloc(0)), 415, undefined],
    [await moveIn(ada, whole.subarray(0, whole.length / 2)), 400, 'file'],
    [await moveIn(ada, oversized), 413, 'file'],
    [await moveIn(ada, Buffer.concat([whole, Buffer.alloc(65 << 20)])), 413, 'file'],
    [await moveIn(ada, whole, { path: '' }), 400, 'path'],
    [await moveIn(ada, whole, { path: '\x01\x02' }), 400, 'path'],
    [await moveIn(ada, whole, { path: 'p'.repeat(1025) }), 400, 'path'],
    [await moveIn(ada, whole, { modifiedAt: 'yesterday' }), 400, 'modifiedAt'],
    [await ada.post('/api/image-imports', { path: 'a.png' }), 415, undefined],
    [await moveIn(new Visitor(server), whole), 401, undefined],
  ];
  for (const [answer, status, field] of refusals) {
    assert.equal(answer.status, status, answer.text);
    if (field) assert.deepEqual(answer.json.errors.map(({ path }) => path), [field], answer.text);
  }

  const form = new FormData();
  form.append('sidecar', new Blob(['x'.repeat((1 << 20) + 1)]), '1.txt');
  form.append('file', new Blob([whole]), '1.png');
  const long = await fetch(`${server.url}/api/image-imports`, { method: 'POST', headers: ada.headers, body: form });
  assert.equal(long.status, 413);
  assert.deepEqual((await long.json()).errors.map(({ path }) => path), ['sidecar']);
  const empty = new FormData();
  empty.append('other', 'x');
  const none = await fetch(`${server.url}/api/image-imports`, { method: 'POST', headers: ada.headers, body: empty });
  assert.equal(none.status, 400);
  assert.equal(await count(), before);
  await isClean();
});

test('hostile recipes are only texts', async () => {
  const prompt = '</script><img src=x onerror=alert(1)> "quoted"';
  const { json } = await moveIn(ada, image({ prompt, negative: "'); DELETE FROM generated_images; --", lora: '../../etc' }));

  assert.equal(json.image.prompt, prompt);
  assert.equal((await detail(ada, json.image.id)).origin.negativePrompt, "'); DELETE FROM generated_images; --");
  assert.equal((await ada.get(`/api/loras/${json.image.loraTrainingId}`)).json.name, 'etc');
});

test('a folder moves in from the command line, and a second time nothing changes', async (t) => {
  const folder = await temporaryFolder();
  t.after(() => folder.remove());
  const wallet = new Wallet();
  await write(folder.path, '2023/a.png', image({ prompt: 'a lighthouse' }), '2023-06-01T10:00:00Z');
  await write(folder.path, '2024/b.png', image(), '2024-07-01T10:00:00Z');
  await write(folder.path, '2024/b.txt', parametersOf({ prompt: 'told beside it' }));
  await write(folder.path, 'c.png', image(), '2025-08-01T10:00:00Z');
  await write(folder.path, 'letter.png', 'a letter');
  await write(folder.path, 'notes.txt', 'not an image');
  await symlink('/etc/passwd', join(folder.path, 'link.png'));
  const moved = async (...args) => {
    const { code, stdout, stderr } = await command('import', folder.path, '--wallet', wallet.address, '--data-dir', server.folder.path, ...args);
    assert.equal(code, 1, stdout + stderr);
    return stdout;
  };

  const first = JSON.parse(await moved('--json'));
  const second = await moved();

  assert.deepEqual([first.added, first.known, first.withoutRecipe, first.refused], [3, 0, 1, 1]);
  assert.equal(first.firstRefused[0].path, 'letter.png');
  assert.match(first.firstRefused[0].reason, /JPEG, PNG or WebP/);
  assert.match(second, /refused: letter\.png: /);
  assert.match(second, /0 images moved in .* 3 were here already, 1 were refused/);
  const visitor = await wallet.signIn(server);
  const images = await allImages(visitor);
  assert.deepEqual(images.map(({ prompt, createdAt }) => [prompt, createdAt.slice(0, 7)]), [['', '2025-08'], ['told beside it', '2024-07'], ['a lighthouse', '2023-06']]);
  assert.equal((await detail(visitor, images[2].id)).origin.path, '2023/a.png');
  await isClean();
});

test('a zip archive moves in from the command line', async (t) => {
  const folder = await temporaryFolder();
  t.after(() => folder.remove());
  const wallet = new Wallet();
  await write(folder.path, 'outputs/x/a.png', image({ prompt: 'packed' }), '2024-02-03T04:05:06Z');
  await write(folder.path, 'outputs/x/b.png', image());
  await write(folder.path, 'outputs/x/b.json', JSON.stringify({ nothing: 'of ours' }));
  const zip = join(folder.path, 'outputs.zip');
  await run('python3', ['-c', 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2], "outputs")', zip.slice(0, -4), folder.path], { env: { ...process.env, TZ: 'UTC' } });

  const { code, stdout, stderr } = await command('import', zip, '--wallet', wallet.address, '--data-dir', server.folder.path, '--json');

  assert.equal(code, 0, stdout + stderr);
  assert.deepEqual(JSON.parse(stdout), { added: 2, known: 0, withoutRecipe: 1, refused: 0, firstRefused: [] });
  const packed = (await allImages(await wallet.signIn(server))).find(({ prompt }) => prompt === 'packed');
  assert.equal(packed.createdAt, '2024-02-03T04:05:06.000Z');
});

test('a folder without images, or that is not there, is an error that says so', async (t) => {
  const folder = await temporaryFolder();
  t.after(() => folder.remove());

  const empty = await command('import', folder.path, '--data-dir', server.folder.path);
  const none = await command('import', join(folder.path, 'none'), '--data-dir', server.folder.path);

  assert.deepEqual([empty.code, none.code], [1, 2]);
  assert.match(empty.stderr, /There is no image in/);
});

test('what moved in leaves by an export and comes back the same', async (t) => {
  const wallet = new Wallet();
  const visitor = await wallet.signIn(server);
  const file = image({ prompt: 'a traveller', negative: 'luggage', lora: 'train' });
  const { id, loraTrainingId } = (await moveIn(visitor, file, { path: 't.png', modifiedAt: '2024-01-01T00:00:00Z' })).json.image;
  const before = await detail(visitor, id);
  const out = await temporaryFolder();
  const target = await temporaryFolder();
  t.after(async () => {
    await out.remove();
    await target.remove();
  });

  const exported = await command('export', join(out.path, 'hers'), '--wallet', wallet.address, '--data-dir', server.folder.path);
  const imported = await command('import', join(out.path, 'hers'), '--data-dir', target.path);
  const verified = await command('verify', '--deep', '--data-dir', target.path);

  assert.equal(exported.code, 0, exported.stderr);
  assert.equal(imported.code, 0, imported.stderr);
  assert.equal(verified.code, 0, verified.stdout);
  const other = await (await Server.start({ data: target.path, env: { LIKENESS_DEMO: 'off' } })).ready();
  t.after(() => other.stop());
  const there = await wallet.signIn(other);
  const after = await detail(there, id);
  assert.deepEqual([after.origin, after.prompt, after.createdAt], [before.origin, before.prompt, before.createdAt]);
  assert.equal((await there.get(`/api/loras/${loraTrainingId}`)).json.source, 'gallery');
  assert.equal((await moveIn(there, file)).json.outcome, 'known');
});

test('what is about to move in is no orphan; what never did is one', async () => {
  const { json } = await moveIn(ada, image());
  const stray = `2024/01/${'e'.repeat(32)}/full.png`;
  await write(bucketOf(json.image), stray, 'x');
  const orphans = async () => JSON.parse((await server.command('verify', '--json')).stdout).discrepancies.map(({ kind, what }) => [kind, what]);

  assert.deepEqual(await orphans(), []);
  await write(bucketOf(json.image), stray, 'x', Date.now() - 3600_000);
  assert.deepEqual(await orphans(), [['orphan object', stray]]);
  assert.equal((await server.command('verify', '--repair')).code, 0);
  await isClean();
});

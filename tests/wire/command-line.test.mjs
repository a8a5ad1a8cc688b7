// The commands besides serve.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';

import { command, Server, temporaryFolder } from './lib/program.mjs';
import { Visitor } from './lib/people.mjs';

let folder;

before(async () => {
  folder = await temporaryFolder();
});

after(() => folder.remove());

const inFolder = (...parts) => join(folder.path, ...parts);

test('generate makes images without a server, the same again from the same seed', async () => {
  const args = ['generate', '--lora', 'harvest-moon', '--prompt', 'three pumpkins under a full moon', '-n', '2', '--seed', '5', '--size', '512x512'];

  const first = await command(...args, '-o', inFolder('a'), '--json');
  const second = await command(...args, '-o', inFolder('b'), '--json');

  assert.equal(first.code, 0, first.stderr);
  const { images } = JSON.parse(first.stdout);
  assert.deepEqual(images.map(({ seed }) => seed), ['5', '6']);
  const [facts] = JSON.parse(execFileSync('exiftool', ['-json', '-ImageWidth', '-UserComment', images[0].file]));
  assert.equal(facts.ImageWidth, 512);
  assert.match(facts.UserComment, /three pumpkins under a full moon in the style of hrvstmn/);
  const pixels = (file) => execFileSync('exiftool', ['-all=', '-o', '-', file]);
  assert.deepEqual(pixels(images[1].file), pixels(JSON.parse(second.stdout).images[1].file));
});

test('generate says what is wrong and which LoRAs there are', async () => {
  const unknown = await command('generate', '--lora', 'nobody', '--prompt', 'x', '--data-dir', inFolder('none'));
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /harvest-moon/);
  const tooSmall = await command('generate', '--lora', 'mira', '--prompt', 'x', '--size', '10x10', '-o', inFolder('c'));
  assert.equal(tooSmall.code, 2);
  assert.match(tooSmall.stderr, /width/);
});

test('wrong usage ends with 2 and a hint, help with 0', async () => {
  assert.equal((await command()).code, 2);
  assert.equal((await command('fly')).code, 2);
  assert.equal((await command('serve', '--listen')).code, 2);
  for (const name of ['serve', 'generate', 'lora', 'token', 'config', 'migrate', 'openapi', 'verify', 'doctor']) {
    assert.equal((await command(name, '--help')).code, 0, name);
  }
});

test('config shows values, sources and no secret', async () => {
  writeFileSync(inFolder('likeness.toml'), 'quota = "3/1h"\nlisten = "127.0.0.1:9999"\nsession_secret = "very secret indeed"\n');

  const { stdout, code } = await command('config', '--json', '--config', inFolder('likeness.toml'), '--listen', '127.0.0.1:7777');

  assert.equal(code, 0);
  const settings = JSON.parse(stdout);
  assert.deepEqual(settings.listen, { value: '127.0.0.1:7777', source: '--listen', variable: 'LIKENESS_LISTEN' });
  assert.equal(settings.quota.value, '8/24h', 'the environment weighs more than the file');
  assert.equal(settings.quota.source, 'LIKENESS_QUOTA');
  assert.equal(settings.session_secret.source, 'likeness.toml');
  assert.ok(!stdout.includes('very secret'));
});

test('a wrong setting is named with where it came from', async () => {
  const wrong = await command('serve', '--quota', 'lots');
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /quota \(from --quota\)/);
  writeFileSync(inFolder('bad.toml'), 'qouta = "8/24h"\n');
  assert.match((await command('config', '--config', inFolder('bad.toml'))).stderr, /qouta/);
  const open = await command('serve', '--listen', '0.0.0.0:0', '--abuse-limits', 'off');
  assert.equal(open.code, 2);
  assert.match(open.stderr, /loopback/);
});

test('lora import, list, show and remove work on the data folder', async () => {
  const data = ['--data-dir', inFolder('data')];
  const file = new URL('../../server/paperflux/model/loras/mira.safetensors', import.meta.url).pathname;

  const imported = await command('lora', 'import', file, '--name', 'My Mira', ...data, '--json');
  assert.equal(imported.code, 0, imported.stderr);
  assert.equal(JSON.parse(imported.stdout).rank, 8);
  assert.ok(existsSync(file), 'the file that was imported stays where it is');
  const listed = JSON.parse((await command('lora', 'list', ...data, '--json')).stdout);
  assert.deepEqual(listed.map(({ name }) => name), ['My Mira']);
  assert.equal((await command('lora', 'show', 'my mira', ...data)).code, 0);
  const made = await command('generate', '--lora', 'My Mira', '--prompt', 'a portrait', '--size', '256x256', '--steps', '4', '-o', inFolder('d'), ...data);
  assert.equal(made.code, 0, made.stderr);
  assert.equal((await command('lora', 'remove', 'My Mira', ...data)).code, 0);
  assert.equal((await command('lora', 'show', 'My Mira', ...data)).code, 1);
  const notALora = await command('lora', 'import', new URL(import.meta.url).pathname, ...data);
  assert.equal(notALora.code, 1);
});

test('token create makes a key that the server knows', async () => {
  const server = await (await Server.start({ data: inFolder('served') })).ready();
  const created = JSON.parse((await server.command('token', 'create', '--name', 'shell', '--json')).stdout);
  const script = new Visitor(server, { authorization: `Bearer ${created.token}` });
  const lora = (await script.get('/api/loras')).json.items[0];

  const made = await script.post('/api/generate-image', { prompt: 'a fox', loraId: lora.number, num_images: 1 });

  assert.equal(made.status, 200, made.text);
  assert.equal((await server.command('token', 'revoke', created.id)).code, 0);
  await server.stop();
});

test('migrate brings a new file up and leaves a current one alone', async () => {
  const data = ['--data-dir', inFolder('migrated')];
  const first = JSON.parse((await command('migrate', ...data, '--json')).stdout);
  const second = JSON.parse((await command('migrate', ...data, '--json')).stdout);

  assert.equal(first.before, 0);
  assert.equal(second.before, first.after);
  assert.equal(second.after, first.after);
});

test('openapi prints the document that the server serves', async () => {
  const { stdout } = await command('openapi');
  assert.equal(JSON.parse(stdout).openapi, '3.1.0');
  assert.match((await command('openapi', '--typescript')).stdout, /export type AppRouter/);
});

test('verify finds what is amiss, and repairs what it may', async () => {
  const server = await (await Server.start({ data: inFolder('verified') })).ready();
  const created = JSON.parse((await server.command('token', 'create', '--json')).stdout);
  const script = new Visitor(server, { authorization: `Bearer ${created.token}` });
  const lora = (await script.get('/api/loras')).json.items[0];
  const { images } = (await script.post('/api/generate-image', { prompt: 'a fox', loraId: lora.id, num_images: 2 })).json;
  await server.stop();
  const verify = async (...args) => {
    const { code, stdout } = await command('verify', '--data-dir', inFolder('verified'), '--json', ...args);
    return { code, ...JSON.parse(stdout) };
  };
  const object = (image) => inFolder('verified', 'objects', image.bucket, image.path);

  const clean = await verify();
  assert.equal(clean.code, 0);
  assert.deepEqual(clean.accounting, { submitted: 2, kept: 2, refunded: 0, cancelled: 0, running: 0 });
  writeFileSync(object(images[0]), Buffer.alloc(readFileSync(object(images[0])).length));
  assert.equal((await verify()).code, 0, 'sizes fit');
  assert.deepEqual((await verify('--deep')).discrepancies.map(({ kind }) => kind), ['wrong content']);
  rmSync(object(images[1]));
  writeFileSync(inFolder('verified', 'objects', images[0].bucket, 'orphan.jpg'), 'x');
  const amiss = await verify();
  assert.equal(amiss.code, 1);
  assert.deepEqual(amiss.discrepancies.map(({ kind }) => kind).sort(), ['missing object', 'orphan object']);
  assert.deepEqual((await verify('--repair')).discrepancies.filter(({ repaired }) => repaired).map(({ what }) => what), ['orphan.jpg']);
  assert.ok(!readdirSync(inFolder('verified', 'objects', images[0].bucket)).includes('orphan.jpg'));
});

test('verify misses no file that no row tells of, in any bucket', async () => {
  const data = ['--data-dir', inFolder('strays')];
  await command('lora', 'import', new URL('../../server/paperflux/model/loras/mira.safetensors', import.meta.url).pathname, ...data);
  const stray = '0'.repeat(32);
  const file = inFolder('strays', 'objects', 'halloween-costume-loras', stray, 'weights.safetensors');
  mkdirSync(dirname(file));
  writeFileSync(file, 'x');
  utimesSync(file, new Date('2026-01-01'), new Date('2026-01-01')); // what has just come may get its row yet

  const found = await command('verify', ...data, '--json');

  assert.equal(found.code, 1, found.stdout);
  assert.deepEqual(JSON.parse(found.stdout).discrepancies.map(({ kind, what }) => ({ kind, what })), [{ kind: 'orphan object', what: `${stray}/weights.safetensors` }]);
  assert.equal((await command('verify', ...data, '--repair')).code, 0);
  assert.equal((await command('verify', ...data)).code, 0);
});

test('doctor is content with a sound installation and says what to mend in another', async () => {
  const sound = await command('doctor', '--data-dir', inFolder('sound'), '--json');
  assert.equal(sound.code, 0, sound.stdout);
  const subjects = JSON.parse(sound.stdout).findings.map(({ subject }) => subject);
  for (const subject of ['address', 'database', 'objects', 'disk', 'engine']) assert.ok(subjects.includes(subject), subject);
  writeFileSync(inFolder('a-file'), '');
  const broken = await command('doctor', '--data-dir', inFolder('a-file'), '--json');
  assert.equal(broken.code, 1);
  assert.ok(JSON.parse(broken.stdout).findings.some(({ ok, advice }) => !ok && advice.length > 10));
});

// The real program with its objects in Google Cloud Storage and in S3.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { Cloud } from './lib/cloud.mjs';
import { allImages, ended, importLora, submit } from './lib/generations.mjs';
import { largeLora } from './lib/large-lora.mjs';
import { shippedAdapter } from './lib/paperflux-lora.mjs';
import { Visitor, Wallet } from './lib/people.mjs';
import { program, Server, temporaryFolder, until } from './lib/program.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A command of the program with these settings. */
const command = (env, ...args) =>
  new Promise((resolve) => {
    execFile(program, args, { env: { PATH: process.env.PATH, ...env }, maxBuffer: 64 << 20 }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }));
  });

for (const name of ['gcs', 's3']) {
  describe(`objects in ${name}`, () => {
    let cloud;
    let folder;
    let server;
    let ada;
    let seen;

    before(async () => {
      cloud = await Cloud.start(name);
    });

    after(() => cloud.stop());

    beforeEach(async () => {
      await cloud.control({ clear: true });
      folder = await temporaryFolder();
      seen = '';
      server = await (await Server.start({ data: folder.path, env: { LIKENESS_DEMO: 'off', LIKENESS_LOG: 'debug', ...cloud.env } })).ready();
      ada = await new Wallet().signIn(server);
    });

    afterEach(async () => {
      for (const path of ['/metrics', '/', '/api/info']) seen += await (await fetch(server.url + path)).text();
      await server.stop();
      await folder.remove();
      for (const secret of [...cloud.secrets, 'Signature=', 'upload_id=']) assert.ok(!server.log.includes(secret), 'no secret in the log');
      for (const secret of cloud.secrets) assert.ok(!seen.includes(secret), 'no secret in what people see');
    });

    const verify = () => command(cloud.env, 'verify', '--deep', '--data-dir', folder.path);

    test('images are kept there, and their links open there for anybody', async () => {
      const lora = await importLora(ada);
      const batch = await submit(ada, lora);
      assert.equal((await ended(ada, batch.id)).state, 'completed');

      const images = await allImages(ada);
      assert.equal(images.length, 4);
      for (const image of images) {
        assert.equal(new URL(image.signedUrl).origin, cloud.origin);
        const response = await fetch(image.signedUrl);
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('content-type'), 'image/jpeg');
        const detail = (await ada.get(`/api/image/${image.id}`)).json;
        assert.equal(sha256(Buffer.from(await response.arrayBuffer())), detail.sha256);
        assert.equal((await fetch(image.thumbnailUrl)).headers.get('content-type'), 'image/webp');
        assert.equal((await fetch(image.fullUrl)).status, 403, 'the plain address is a name, not a key');
      }
      const again = await allImages(ada);
      assert.deepEqual(again.map((image) => image.signedUrl), images.map((image) => image.signedUrl), 'the same links for a while');
      const verified = await verify();
      assert.equal(verified.code, 0, verified.stdout + verified.stderr);
    });

    test('the page may show images from there, and we serve none ourselves', async () => {
      const policy = (await fetch(server.url)).headers.get('content-security-policy');
      assert.match(policy, new RegExp(`img-src [^;]*${cloud.origin.replaceAll('.', '\\.')}`));

      assert.equal((await fetch(`${server.url}/objects/halloween-costume-loras/x?expires=1&signature=x`)).status, 404);
    });

    test('a large LoRA is streamed there in pieces', async () => {
      const file = largeLora(50);
      const answer = await ada.post('/api/loras?visibility=public&name=large', file, { 'content-type': 'application/octet-stream' });
      assert.equal(answer.status, 201, answer.text);

      const { counts, objects, openUploads } = await cloud.control();
      assert.equal(counts['upload begin'], 1);
      assert.ok((counts['upload chunk'] ?? counts['upload part']) > 1);
      assert.equal(openUploads, 0);
      const [stored] = Object.values(objects['halloween-costume-loras']);
      assert.equal(stored.size, file.length);
    });

    test('a store that fails for a while: finished images wait until they are stored', async () => {
      const lora = await importLora(ada);
      await cloud.fault({ kind: 'status', status: 500, match: 'generated' });
      const batch = await submit(ada, lora);
      await until(() => /waits to be stored/.test(server.log));
      assert.equal((await ada.get(`/api/generations/${batch.id}`)).json.state, 'running', 'nothing is given up');

      await cloud.control({ endFaults: true });

      assert.equal((await ended(ada, batch.id)).state, 'completed');
      for (const image of await allImages(ada)) assert.equal((await fetch(image.signedUrl)).status, 200);
      assert.equal((await ada.get('/api/generations/remaining')).json.remaining, 7);
      assert.equal((await verify()).code, 0);
    });

    test('a store that refuses us: the operator is told whom to help, people only that it is not their fault', async () => {
      await cloud.fault({ kind: 'status', status: 403, match: 'halloween' });
      const refused = await ada.post('/api/loras', new Uint8Array(await shippedAdapter('mira')), { 'content-type': 'application/octet-stream' });
      seen += refused.text;

      assert.ok(refused.status >= 400, refused.text);
      assert.ok(!refused.text.includes(name === 'gcs' ? cloud.facts.clientEmail : cloud.facts.accessKeyId));
      const doctor = await command(cloud.env, 'doctor', '--json', '--data-dir', folder.path);
      seen += doctor.stdout + doctor.stderr;
      const finding = JSON.parse(doctor.stdout).findings.find(({ subject }) => subject === 'objects');
      assert.equal(finding.ok, false);
      assert.match(finding.detail, name === 'gcs' ? /service account .*halloween-costume-loras/s : /access key .*halloween-costume-loras/s);
      await cloud.control({ endFaults: true });
      assert.equal(JSON.parse((await command(cloud.env, 'doctor', '--json', '--data-dir', folder.path)).stdout).findings.find(({ subject }) => subject === 'objects').ok, true);
    });

    test('an installation moves there and back, goes on where it was cut off, and is the same', async () => {
      const large = largeLora(50);
      await ada.post('/api/loras?visibility=public&name=large', large, { 'content-type': 'application/octet-stream' });
      const batch = await submit(ada, await importLora(ada, 'cyanotype'));
      await ended(ada, batch.id);
      const before = (await cloud.control()).objects;
      const total = Object.values(before).reduce((sum, bucket) => sum + Object.keys(bucket).length, 0);
      const place = `file:${folder.path}/moved`;
      const copy = async (...args) => {
        const done = await command(cloud.credentials, 'objects', 'copy', ...args, '--json', '--data-dir', folder.path);
        seen += done.stdout + done.stderr;
        return { ...done, json: JSON.parse(done.stdout) };
      };

      const there = await copy(cloud.place, place);
      assert.equal(there.code, 0, there.stdout + there.stderr);
      assert.equal(there.json.copied, total);

      await cloud.control({ clear: true });
      await cloud.fault({ kind: 'status', status: 503, match: 'thumb-384' });
      const cutOff = await copy(place, cloud.place);
      assert.equal(cutOff.code, 1);
      assert.equal(cutOff.json.missing, 4);
      await cloud.control({ endFaults: true });
      const whole = await copy(place, cloud.place);
      assert.equal(whole.code, 0);
      assert.deepEqual([whole.json.copied, whole.json.alreadyThere], [4, total - 4]);

      const facts = (objects) => Object.entries(objects).map(([bucket, all]) => [bucket, Object.entries(all).map(([key, { size, etag, md5 }]) => [key, size, etag ?? md5]).sort()]);
      assert.deepEqual(facts((await cloud.control()).objects), facts(before));
      assert.equal((await verify()).code, 0);
      for (const args of [[place, place], ['file:/does/not/exist', place], ['ftp://x', place]]) {
        assert.equal((await command(cloud.credentials, 'objects', 'copy', ...args, '--data-dir', folder.path)).code, 2);
      }
    });
  });
}

test('a key that is none stops the program with a sentence that does not repeat it', async () => {
  const folder = await temporaryFolder();
  const key = '-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANsecretsecretsecret\\n-----END PRIVATE KEY-----';
  const failed = await command({ LIKENESS_OBJECTS: 'gs:', GCP_CLIENT_EMAIL: 'a@b.example', GCP_PRIVATE_KEY: key }, 'serve', '--data-dir', folder.path);
  await writeFile(`${folder.path}/likeness.toml`, `gcp_private_key = "${key.replaceAll('\\n', '\\\\n')}"\n`);
  const shown = await command({ LIKENESS_CONFIG: `${folder.path}/likeness.toml` }, 'config', '--data-dir', folder.path);
  await folder.remove();

  assert.equal(failed.code, 2);
  assert.match(failed.stderr, /GCP_PRIVATE_KEY must be an RSA private key/);
  assert.ok(!(failed.stdout + failed.stderr + shown.stdout + shown.stderr).includes('secretsecret'));
});

test('an emulator is refused for a server that people reach by https', async () => {
  const folder = await temporaryFolder();
  const cloud = await Cloud.start('gcs');
  const failed = await command({ ...cloud.env, LIKENESS_PUBLIC_URL: 'https://likeness.example' }, 'serve', '--data-dir', folder.path);
  await cloud.stop();
  await folder.remove();

  assert.equal(failed.code, 2);
  assert.match(failed.stderr, /STORAGE_EMULATOR_HOST/);
});

// LoRAs that are sent to an object store in a cloud while they come in.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { Cloud } from './lib/cloud.mjs';
import { largeLora } from './lib/large-lora.mjs';
import { Wallet } from './lib/people.mjs';
import { commandWith, Server, temporaryFolder, until } from './lib/program.mjs';
import { RawConnection, requestText } from './lib/raw.mjs';

const file = largeLora(150);
const half = 64 << 20;

/** A safetensors file of that many bytes and more that holds no LoRA. */
function checkpoint(bytes) {
  const header = Buffer.from(JSON.stringify({ 'model.weight': { dtype: 'F16', shape: [bytes / 2], data_offsets: [0, bytes] } }));
  const whole = new Uint8Array(8 + header.length + bytes);
  new DataView(whole.buffer).setBigUint64(0, BigInt(header.length), true);
  whole.set(header, 8);
  return whole;
}

for (const name of ['gcs', 's3']) {
  describe(`uploads to ${name}`, () => {
    let cloud;
    let folder;
    let server;
    let ada;

    before(async () => {
      cloud = await Cloud.start(name);
    });

    after(() => cloud.stop());

    beforeEach(async () => {
      await cloud.control({ clear: true });
      folder = await temporaryFolder();
      server = await (await Server.start({ data: folder.path, env: { LIKENESS_DEMO: 'off', LIKENESS_SHUTDOWN_GRACE: '1', ...cloud.env } })).ready();
      ada = await new Wallet().signIn(server);
    });

    afterEach(async () => {
      await server.stop();
      await folder.remove();
    });

    const upload = (bytes, label = 'large') => ada.post(`/api/loras?visibility=public&name=${label}`, bytes, { 'content-type': 'application/octet-stream' });
    const pieces = ({ counts }) => counts['upload chunk'] ?? counts['upload part'] ?? 0;
    const objects = async () => Object.values((await cloud.control()).objects['halloween-costume-loras'] ?? {});
    const staged = () => readdir(join(folder.path, 'staging'));

    /** An upload whose first half has come in, and of which the store has something already. */
    const halfAnUpload = async () => {
      const headers = { cookie: ada.headers.cookie, 'Content-Type': 'application/octet-stream', 'Content-Length': String(file.length) };
      const connection = await RawConnection.open(server);
      connection.send(requestText('POST', '/api/loras?name=large', { headers })).send(file.subarray(0, half));
      await until(async () => pieces(await cloud.control()) > 0);
      return connection;
    };

    const nothingIsLeft = async () => {
      await until(async () => (await cloud.control()).openUploads === 0);
      assert.deepEqual(await objects(), []);
      await until(async () => (await staged()).length === 0);
      assert.equal((await ada.get('/api/loras?scope=mine')).json?.items?.length ?? 0, 0);
    };

    const theFileIsThere = async () => {
      const { openUploads } = await cloud.control();
      assert.equal(openUploads, 0);
      assert.deepEqual((await objects()).map(({ size }) => size), [file.length]);
      assert.deepEqual(await staged(), []);
      const verified = await commandWith(cloud.env, 'verify', '--deep', '--data-dir', folder.path);
      assert.equal(verified.code, 0, verified.stdout + verified.stderr);
    };

    test('the store has much of a file before its last byte is here', async () => {
      const connection = await halfAnUpload();
      connection.send(file.subarray(half));

      await connection.receive(/^HTTP\/1\.1 201/);
      await theFileIsThere();
    });

    test('an upload that breaks off leaves nothing behind', async () => {
      const connection = await halfAnUpload();
      connection.close();

      await nothingIsLeft();
    });

    test('a file that turns out to be no LoRA is taken back', async () => {
      const answer = await upload(checkpoint(half));

      assert.equal(answer.status, 422, answer.text);
      assert.equal((await cloud.control()).counts['upload begin'], 1);
      await nothingIsLeft();
    });

    for (const fault of [
      { kind: 'status', status: 403, match: '^PUT', count: 1 },
      { kind: 'corrupt_stored', match: '^PUT', count: 1 },
      { kind: 'reset_midway', bytes: 3_000_000, match: '^PUT', count: 2 },
      { kind: 'status', status: 503, match: 'upload', count: 2 },
      { kind: 'slow', milliseconds: 200, match: '^PUT' },
    ]) {
      test(`a store that fails in the middle (${fault.kind} ${fault.status ?? ''}) gets the file all the same`, async () => {
        await cloud.fault(fault);

        const answer = await upload(file);

        assert.equal(answer.status, 201, answer.text);
        await cloud.control({ endFaults: true });
        await theFileIsThere();
      });
    }

    test('a store that refuses the file to its end leaves nothing here or there', async () => {
      await cloud.fault({ kind: 'status', status: 403, match: '^PUT' });

      const answer = await upload(file);

      assert.equal(answer.status, 403, answer.text);
      await cloud.control({ endFaults: true });
      await nothingIsLeft();
    });

    test('the very same file once more is a LoRA of its own, with a warning', async () => {
      assert.equal((await upload(file)).status, 201);

      const again = await upload(file, 'twin');

      assert.equal(again.status, 201, again.text);
      assert.match(again.text, /very same file is here already as \\"large\\"/);
      assert.equal((await objects()).length, 2);
    });

    test('a server that stops in the middle takes back what it sent', async () => {
      await halfAnUpload();

      server.child.kill('SIGTERM');
      await server.exited;

      assert.equal((await cloud.control()).openUploads, 0);
      assert.deepEqual(await objects(), []);
    });
  });
}

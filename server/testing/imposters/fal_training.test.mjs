// Storage and the trainer of the imposter of fal.ai.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';

import { jpeg } from './lib/jpeg.mjs';
import { isLora, readHeader } from './lib/safetensors.mjs';
import { Imposter } from './lib/start.mjs';
import { FalClient } from './testing_fal_client.mjs';
import { storedZip } from './testing_zip.mjs';

let fal;
let client;

before(async () => {
  fal = await Imposter.start('fal', { 'job-ms': 600, 'beat-ms': 20 });
  client = new FalClient(fal);
});

after(() => fal.stop());

const app = 'fal-ai/flux-lora-fast-training';
const image = jpeg(64, 64, () => [200, 80, 20]);
const initiate = (way, key = client) => key.call('POST', `${fal.rest}/storage/upload/${way}?storage_type=fal-cdn-v3`, { body: { file_name: 'x.zip', content_type: 'application/zip' } });

async function upload(bytes) {
  const { json } = await initiate('initiate');
  const put = await fetch(json.upload_url, { method: 'PUT', body: bytes, headers: { 'content-type': 'application/zip' } });
  assert.equal(put.status, 200);
  return json.file_url;
}

test('an upload is announced with the key and sent without it', async () => {
  const nobody = await initiate('initiate', new FalClient(fal, { key: null }));
  assert.equal(nobody.status, 401);
  const { json } = await initiate('initiate');
  const put = (headers) => fetch(json.upload_url, { method: 'PUT', body: 'zip', headers });
  assert.equal((await put({ 'content-type': 'application/zip', ...client.headers })).status, 400);
  assert.equal((await put({ 'content-type': 'text/plain' })).status, 403);
  assert.equal((await put({ 'content-type': 'application/zip' })).status, 200);
  assert.equal(await (await fetch(json.file_url)).text(), 'zip');
  assert.equal((await fal.report()).keyLeaks.at(-1).place, 'uploads');
});

test('a large one comes in parts', async () => {
  const { json } = await initiate('initiate-multipart');
  const [path, query] = json.upload_url.split('?');
  const parts = [];
  for (const [index, text] of ['first', 'second'].entries()) {
    const answer = await fetch(`${path}/${index + 1}?${query}`, { method: 'PUT', body: text });
    const part = await answer.json();
    assert.equal(part.etag, `"${createHash('md5').update(text).digest('hex')}"`);
    parts.push(part);
  }
  const complete = (sent) => fetch(`${path}/complete?${query}`, { method: 'POST', body: JSON.stringify({ parts: sent }), headers: { 'content-type': 'application/json' } });
  assert.equal((await complete([parts[1], parts[0]])).status, 400);
  assert.equal((await complete(parts)).status, 200);
  assert.equal(await (await fetch(json.file_url)).text(), 'firstsecond');
});

test('training looks into the archive, tells its steps and gives a LoRA', async () => {
  const url = await upload(storedZip({ 'a.jpg': image, 'a.txt': 'a photo of ohwx', 'b.jpg': image, 'b_mask.png': image, 'lost.txt': '' }));
  const submitted = await client.submit({ images_data_url: url, trigger_word: 'ohwx', steps: 500, is_style: false }, { app });
  submitted.json.status_url += '?logs=1';
  const statuses = [];
  const { status, json } = await client.finish(submitted, statuses);

  assert.equal(status, 200);
  const logs = statuses.at(-1).json.logs.map(({ message }) => message);
  assert.match(logs.at(-1), /^100%\|.*\| 500\/500 \[/);
  assert.ok(statuses.some(({ json: { status: state, logs: some } }) => state === 'IN_PROGRESS' && some.length > 0 && some.length < logs.length));
  const file = Buffer.from(await (await fetch(json.diffusers_lora_file.url)).arrayBuffer());
  assert.equal(file.length, json.diffusers_lora_file.file_size);
  assert.ok(isLora(readHeader(file)));
  assert.equal((await (await fetch(json.config_file.url)).json()).trigger_word, 'ohwx');
  const [archive] = (await fal.report()).archives;
  assert.deepEqual(archive.images.map(({ name }) => name), ['a.jpg', 'b.jpg']);
  assert.deepEqual([archive.captions['a.txt'], archive.masks, archive.orphans], ['a photo of ohwx', ['b_mask.png'], ['lost.txt']]);
});

test('bad archives and bad input are refused in the result', async () => {
  const typeOf = async (bytes, changes = {}) => {
    const { status, json } = await client.run({ images_data_url: await upload(bytes), ...changes }, { app });
    assert.equal(status, 422);
    return json.detail[0].type;
  };
  const damaged = storedZip({ 'a.jpg': image });
  damaged[40] ^= 0xff;
  assert.equal(await typeOf('no zip'), 'invalid_archive');
  assert.equal(await typeOf(damaged), 'invalid_archive');
  assert.equal(await typeOf(storedZip({ 'a.txt': 'x' })), 'archive_file_count_below_minimum');
  assert.equal(await typeOf(storedZip({ 'a.jpg': Buffer.from('text') })), 'unsupported_image_format');
  assert.equal(await typeOf(storedZip({ 'a.jpg': image }), { steps: 0 }), 'greater_than_equal');
  assert.equal((await client.run({ images_data_url: `${fal.files}/files/nothing.zip` }, { app })).json.detail[0].type, 'file_download_error');
});

// What the program does with LoRAs behind links, and what the doctor says of engines elsewhere.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';

import { Imposter } from '../../server/testing/imposters/lib/start.mjs';
import { environmentOf, secret, startFal } from './lib/fal.mjs';
import { fluxLora } from './lib/paperflux-lora.mjs';
import { Wallet } from './lib/people.mjs';
import { Server, commandWith, temporaryFolder } from './lib/program.mjs';

const file = fluxLora();

/** A host of files: `/x` is a LoRA, `/cut` breaks once, `/moved` leads to it, `/page` is a page. */
async function startHost() {
  let cuts = 0;
  const host = createServer((request, response) => {
    if (request.url === '/moved') return response.writeHead(302, { location: '/x' }).end();
    if (request.url === '/page') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Sign in</h1>');
    if (request.url === '/gone') return response.writeHead(404).end();
    const first = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = first > 0 ? { 'content-range': `bytes ${first}-${file.length - 1}/${file.length}` } : {};
    response.writeHead(first > 0 ? 206 : 200, { etag: '"v1"', 'content-length': file.length - first, ...range });
    if (request.url === '/cut' && ++cuts === 1) {
      response.write(file.subarray(0, 1000));
      setTimeout(() => response.destroy(), 50);
      return;
    }
    response.end(file.subarray(first));
  });
  await new Promise((resolve) => host.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${host.address().port}`, stop: () => new Promise((resolve) => { host.close(resolve); host.closeAllConnections(); }) };
}

describe('a LoRA behind a link', () => {
  let host;
  let server;
  let ada;

  before(async () => {
    host = await startHost();
    server = await (await Server.start({ args: ['--no-demo'], env: { LIKENESS_PRIVATE_LINKS: 'on' } })).ready();
    ada = await new Wallet().signIn(server);
  });

  after(async () => {
    await server.stop();
    await host.stop();
  });

  test('is fetched, with what its file tells', async () => {
    const answer = await ada.post('/api/loras', { url: `${host.url}/moved`, name: 'From afar', trigger: 'afar' });
    assert.equal(answer.status, 201, answer.text);
    assert.deepEqual([answer.json.name, answer.json.trigger, answer.json.baseModel, answer.json.fileBytes], ['From afar', 'afar', 'flux.1', file.length]);
  });

  test('is fetched on when the connection breaks, and told as one that is here already', async () => {
    const answer = await ada.post('/api/loras', { url: `${host.url}/cut` });
    assert.equal(answer.status, 201, answer.text);
    assert.ok(answer.json.warnings.some((warning) => warning.includes('From afar')), answer.text);
  });

  for (const [what, url, status] of [
    ['a page', '/page', 422],
    ['nothing', '/gone', 400],
    ['no address', 'x', 400],
    ['a file of this machine', 'file:///etc/passwd', 400],
  ]) {
    test(`is refused with a reason when it leads to ${what}`, async () => {
      const answer = await ada.post('/api/loras', { url: url.startsWith('/') ? host.url + url : url });
      assert.equal(answer.status, status, answer.text);
      assert.ok(answer.json.detail.length > 10);
    });
  }

  test('comes alone, not with a file', async () => {
    const answer = await ada.post(`/api/loras?url=${encodeURIComponent(host.url)}`, new Uint8Array(file), { 'content-type': 'application/octet-stream' });
    assert.equal(answer.status, 400, answer.text);
  });
});

test('a link into a private network is refused, by name, by number and by redirect', async (t) => {
  const host = await startHost();
  t.after(() => host.stop());
  const server = await (await Server.start({ args: ['--no-demo'] })).ready();
  t.after(() => server.stop());
  const ada = await new Wallet().signIn(server);
  const port = new URL(host.url).port;
  for (const url of [`${host.url}/x`, `http://localhost:${port}/x`, `http://[::1]:${port}/x`, `http://[::ffff:127.0.0.1]:${port}/x`, `http://2130706433:${port}/x`, `http://0x7f.1:${port}/x`, 'http://169.254.169.254/latest/meta-data', 'http://10.0.0.1/', 'http://192.168.1.1/', 'http://0.0.0.0/']) {
    const answer = await ada.post('/api/loras', { url });
    assert.equal(answer.status, 400, `${url}: ${answer.text}`);
    assert.match(answer.json.errors[0].path, /url/);
  }
});

describe('the doctor', () => {
  const findings = async (env) => {
    const folder = await temporaryFolder();
    try {
      const { stdout, stderr } = await commandWith(env, 'doctor', '--json', '--data-dir', folder.path);
      assert.ok(!(stdout + stderr).includes(secret), 'the key shows');
      return Object.fromEntries(JSON.parse(stdout).findings.map((finding) => [finding.subject, finding]));
    } finally {
      await folder.remove();
    }
  };

  test('finds fal.ai in order, or says what to mend', async (t) => {
    const fal = await startFal();
    t.after(() => fal.stop());
    const env = { ...environmentOf(fal), LIKENESS_PUBLIC_URL: 'https://likeness.example' };

    const sound = await findings(env);
    assert.deepEqual([sound['fal.ai'].ok, sound['fal.ai keys'].ok, sound['fal.ai LoRAs'].ok], [true, true, true], JSON.stringify(sound));

    const wrongKey = (await findings({ ...env, FAL_KEY: 'wire-test-key:another' }))['fal.ai'];
    assert.equal(wrongKey.ok, false);
    assert.match(wrongKey.advice, /FAL_KEY/);

    const hidden = (await findings({ ...environmentOf(fal), FAL_LORAS: 'link' }))['fal.ai LoRAs'];
    assert.equal(hidden.ok, false);
    assert.match(hidden.advice, /LIKENESS_PUBLIC_URL/);
  });

  test('finds the own GPU, or says what to mend', async (t) => {
    const gpu = await Imposter.start('sdcpp');
    t.after(() => gpu.stop());
    assert.equal((await findings({ SDCPP_URL: gpu.url }))['own GPU'].ok, true);
    const away = (await findings({ SDCPP_URL: 'http://127.0.0.1:9' }))['own GPU'];
    assert.equal(away.ok, false);
    assert.match(away.advice, /SDCPP_URL/);
  });
});

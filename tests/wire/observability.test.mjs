// What an operator sees: logs, metrics, health; and the headers under which the page runs.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { lockDatabase } from './lib/database.mjs';
import { ended, importLora, small, submit } from './lib/generations.mjs';
import { metric, parseMetrics } from './lib/metrics.mjs';
import { readEvents, Visitor, Wallet } from './lib/people.mjs';
import { command, freePort, Server, temporaryFolder, until } from './lib/program.mjs';
import { exchange, RawConnection, requestText, statusOf } from './lib/raw.mjs';

const start = async (env = {}) => (await Server.start({ env: { LIKENESS_DEMO: 'off', ...env } })).ready();

/** The fields of a line like `2026-11-21T14:00:00.000Z info    request method=GET path="/a b"`. */
function readTextLine(line) {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\w+) +(.*?)((?: \w+=(?:"(?:[^"\\]|\\.)*"|[^ "]+))*)$/.exec(line);
  assert.ok(match, line);
  const [, time, level, message, rest] = match;
  const fields = [...rest.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|[^ ]+)/g)].map(([, key, value]) => [key, value.startsWith('"') ? JSON.parse(value) : value]);
  return { time, level, message, ...Object.fromEntries(fields) };
}

const formats = {
  text: readTextLine,
  json: (line) => {
    const fields = JSON.parse(line);
    return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]));
  },
};

for (const [format, readLine] of Object.entries(formats)) {
  describe(`the log as ${format}`, () => {
    let server;

    before(async () => {
      server = await start({ LIKENESS_LOG: `info,${format}` });
    });

    after(() => server.stop());

    const lines = () => server.log.slice(0, server.log.lastIndexOf('\n')).split('\n').map(readLine);
    const linesAbout = async (id) => {
      await until(() => server.log.includes(id) && server.log.endsWith('\n'));
      return lines().filter((line) => line.id === id);
    };

    test('has one line a request, with the id that the client got', async () => {
      const visitor = new Visitor(server);
      const requests = {
        'GET /api/info': await visitor.get('/api/info?x=1'),
        'POST /api/people': await visitor.post('/api/people', { firstName: 'Eve' }),
        'GET /nothing.txt': await visitor.get('/nothing.txt'),
        'GET /healthz': await visitor.get('/healthz'),
      };
      for (const [name, answer] of Object.entries(requests)) {
        const id = answer.headers.get('x-request-id');
        assert.match(id, /^[0-9a-f]{16}$/);
        const found = await linesAbout(id);
        assert.equal(found.length, 1, name);
        const [{ message, level, method, path, status, ms, bytes, address, complete }] = found;
        assert.equal(`${method} ${path}`, name);
        assert.deepEqual({ message, level, status, address, complete }, { message: 'request', level: 'info', status: String(answer.status), address: '127.0.0.1', complete: 'true' });
        assert.ok(Number(ms) >= 0 && Number(bytes) > answer.text.length);
      }
    });

    test('names the id that an error told', async () => {
      const { json, headers } = await new Visitor(server).get('/api/nothing');
      assert.equal(json.requestId, headers.get('x-request-id'));
      assert.equal((await linesAbout(json.requestId)).length, 1);
    });

    test('stays one line a request whatever a client sends', async () => {
      const answer = await exchange(server, requestText('GET', '/a%0Ab"c=d\\e?x'), '');
      const id = /X-Request-Id: (\w+)/.exec(answer)[1];
      const [line] = await linesAbout(id);
      assert.equal(line.path, '/a%0Ab"c=d\\e');
      for (const one of lines()) assert.match(one.time, /^\d{4}-\d\d-\d\dT/);
    });

    test('never tells a cookie, a key, a signature, a nonce or a prompt', async () => {
      const ada = await new Wallet().signIn(server);
      const lora = await importLora(ada);
      const { token } = (await ada.post('/api/tokens', { name: 'program' })).json;
      const prompt = 'a very private thought about foxes';
      const batch = await submit(ada, lora, { prompt });
      await readEvents(await ada.fetch('GET', `/api/generations/${batch.id}/events`));
      const [image] = (await ended(ada, batch.id)).images;
      await fetch(image.signedUrl);
      await fetch(`${image.signedUrl}&x`);
      await new Visitor(server, { authorization: `Bearer ${token}` }).get(`/api/prompts?prefix=${encodeURIComponent('a very private')}`);
      await new Visitor(server, { authorization: `Bearer ${token}x` }).get('/api/people');
      await ada.get(`/api/trpc/images.list?input=${encodeURIComponent(JSON.stringify({ q: 'very private' }))}`);
      await ada.post('/api/generations', { loraTrainingId: lora.id, prompt, numImages: 9 });
      const { nonce } = (await new Visitor(server).post('/api/auth/nonce')).json;
      await new Visitor(server).post('/api/auth/verify', { message: `${prompt} ${nonce}`, signature: `0x${'ab'.repeat(65)}` });
      const last = await ada.get('/api/info');
      await linesAbout(last.headers.get('x-request-id'));

      const secrets = { cookie: ada.headers.cookie.split('=')[1], key: token, signature: new URL(image.signedUrl).searchParams.get('signature'), nonce, prompt: 'very private', encoded: 'very%20private', signed: 'abababab' };
      for (const [name, secret] of Object.entries(secrets)) assert.ok(!server.log.includes(secret), name);
    });
  });
}

describe('metrics', () => {
  let server;

  before(async () => {
    server = await start();
  });

  after(() => server.stop());

  test('are what Prometheus reads', async () => {
    const response = await fetch(`${server.url}/metrics`);
    assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    const families = parseMetrics(await response.text());
    for (const [name, { type, help }] of families) {
      assert.match(type, /^(counter|gauge|histogram)$/, name);
      assert.ok(help.length > 5, name);
      assert.equal(name.endsWith('_total'), type === 'counter', `${name} is a ${type}`);
    }
    for (const { samples } of [...families.values()].filter(({ type }) => type === 'histogram')) {
      const buckets = [...samples].filter(([name]) => name.includes('_bucket')).map(([, value]) => value);
      assert.deepEqual(buckets, [...buckets].sort((a, b) => a - b), 'buckets count what is at most their bound');
      assert.equal(buckets.at(-1), [...samples].find(([name]) => name.endsWith('_count'))[1]);
    }
  });

  test('count requests, images, commits and connections', async () => {
    const names = [
      'likeness_http_requests_total{status="2xx"}', 'likeness_http_requests_total{status="4xx"}', 'likeness_http_request_duration_seconds_count',
      'likeness_http_sent_bytes_total', 'likeness_images_total{outcome="completed"}', 'likeness_keep_duration_seconds_count',
      'likeness_database_commits_total', 'likeness_http_connections_total',
    ];
    const read = async () => {
      const samples = [...parseMetrics(await (await fetch(`${server.url}/metrics`)).text()).values()].flatMap((family) => [...family.samples]);
      return names.map((name) => new Map(samples).get(name));
    };
    const before = await read();

    const ada = await new Wallet().signIn(server);
    await ended(ada, (await submit(ada, await importLora(ada), small)).id);
    await ada.get('/api/nothing');
    await exchange(server, requestText('GET', '/healthz'));
    const after = await read();

    for (const [index, name] of names.entries()) assert.ok(after[index] > before[index], `${name}: ${before[index]}, ${after[index]}`);
    assert.equal(after[names.indexOf('likeness_images_total{outcome="completed"}')], 4);
  });

  test('show what is going on now and nothing when nothing is', async () => {
    const ada = await new Wallet().signIn(server);
    const lora = await importLora(ada);
    const batch = await submit(ada, lora, { imageSize: { width: 2048, height: 2048 }, numInferenceSteps: 50 });
    await until(async () => (await metric(server, 'likeness_jobs_running')) > 0);

    await ada.post(`/api/generations/${batch.id}/cancel`);

    await until(async () => (await metric(server, 'likeness_jobs_running')) === 0 && (await metric(server, 'likeness_jobs_waiting')) === 0);
    assert.equal(await metric(server, 'likeness_http_requests_in_flight'), 1, 'the one that asks');
    assert.ok((await metric(server, 'process_resident_memory_bytes')) > 1 << 20);
  });

  test('tell nobody who uses the server', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    assert.doesNotMatch(text, /0x[0-9a-fA-F]{40}|lk_|prompt/);
  });
});

describe('health', () => {
  test('it is alive but not ready until it can work', async () => {
    const folder = await temporaryFolder();
    const port = await freePort();
    assert.equal((await command('migrate', '--data-dir', folder.path)).code, 0);
    const lock = await lockDatabase({ folder });
    const server = Server.launch({ data: folder.path, port });
    // It listens before it can do anything: these two wait, and come in before the first work is done.
    const early = {};
    for (const path of ['/healthz', '/readyz']) {
      const connection = await until(() => RawConnection.open({ port }).catch(() => undefined));
      early[path] = connection.send(requestText('GET', path)).ended;
    }

    await lock.release();

    assert.equal(statusOf(await early['/healthz']), 200);
    assert.equal(statusOf(await early['/readyz']), 503);
    await server.listening;
    await server.ready();
    assert.equal((await fetch(`${server.url}/readyz`, { method: 'HEAD' })).status, 200);
    await server.stop();
    await folder.remove();
  });

  test('both can only be read', async () => {
    const server = await start();
    for (const path of ['/healthz', '/readyz', '/metrics']) assert.equal((await fetch(server.url + path, { method: 'POST' })).status, 405, path);
    await server.stop();
  });
});

describe('headers', () => {
  let server;
  let image;

  before(async () => {
    server = await start();
    const ada = await new Wallet().signIn(server);
    [image] = (await ended(ada, (await submit(ada, await importLora(ada))).id)).images;
  });

  after(() => server.stop());

  const directives = (policy) => new Map(policy.split(';').map((part) => part.trim().split(/\s+/)).map(([name, ...values]) => [name, values]));

  for (const [path, expected] of [['/', 200], ['/loras', 200], ['/images/1', 200], ['/index.html', 200], ['/s/anything', 404]]) {
    test(`the page at ${path} may run, load and be framed by nothing but its own`, async () => {
      const { headers, status } = await fetch(server.url + path);
      assert.equal(status, expected);
      const policy = directives(headers.get('content-security-policy'));
      assert.deepEqual(policy.get('default-src'), ["'none'"]);
      assert.deepEqual(policy.get('script-src'), ["'self'"]);
      assert.deepEqual(policy.get('style-src'), ["'self'"]);
      assert.deepEqual(policy.get('connect-src'), ["'self'"]);
      assert.deepEqual(policy.get('base-uri'), ["'none'"]);
      assert.deepEqual(policy.get('frame-ancestors'), ["'none'"]);
      assert.doesNotMatch(headers.get('content-security-policy'), /unsafe|\*|https?:(?!\/\/(127\.0\.0\.1|localhost|\[::1\]):)/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'same-origin');
      assert.match(headers.get('cross-origin-opener-policy'), /^same-origin/);
      assert.match(headers.get('permissions-policy'), /camera=\(\)/);
    });
  }

  test('the page itself keeps to its policy: no script and no style inside', async () => {
    const html = await (await fetch(server.url)).text();
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)[^>]*>/i);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|javascript:/i);
  });

  test('answers of the API are not kept and not guessed at', async () => {
    for (const path of ['/api/info', '/api/nothing', '/api/trpc/server.info', '/api/auth/session']) {
      const { headers } = await fetch(server.url + path);
      assert.equal(headers.get('cache-control'), 'no-store', path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(headers.get('content-type'), /json/, path);
      assert.equal(headers.get('access-control-allow-origin'), null, 'no other site may read it');
    }
  });

  test('objects are what they say, and nothing that could run', async () => {
    for (const link of [image.signedUrl, image.thumbnailUrl, image.previewUrl]) {
      const { headers } = await fetch(link);
      assert.match(headers.get('content-type'), /^image\/(jpeg|webp)$/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(headers.get('cache-control'), /^private/);
    }
  });

  test('files with a hash in their name are kept for ever, the page is asked for each time', async () => {
    const html = await (await fetch(server.url)).text();
    const [asset] = /\/assets\/[^"]+\.js/.exec(html);
    assert.match((await fetch(server.url + asset)).headers.get('cache-control'), /immutable/);
    assert.match((await fetch(server.url)).headers.get('cache-control'), /no-cache|max-age=0/);
  });
});

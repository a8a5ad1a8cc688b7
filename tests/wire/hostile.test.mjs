// Clients that mean no good, or do not know better: the right status, bounded memory, and time for everybody else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { ended, importLora, submit } from './lib/generations.mjs';
import { metric } from './lib/metrics.mjs';
import { Wallet } from './lib/people.mjs';
import { Server, temporaryFolder, until } from './lib/program.mjs';
import { exchange, RawConnection, requestText, statusOf } from './lib/raw.mjs';

let server;
let ada;
let cookie;

before(async () => {
  server = await (await Server.start({ env: { LIKENESS_DEMO: 'off' } })).ready();
  ada = await new Wallet().signIn(server);
  cookie = ada.headers.cookie;
});

after(() => server.stop());

const mebibyte = 1 << 20;

const isProblem = (answer, status) => {
  assert.equal(statusOf(answer), status, answer.slice(0, 300));
  const body = answer.slice(answer.indexOf('\r\n\r\n') + 4);
  assert.match(answer, /\r\nContent-Type: application\/problem\+json\r\n/);
  assert.equal(JSON.parse(body).status, status);
  assert.match(answer, /\r\nX-Request-Id: [0-9a-f]{16}\r\n/);
};

describe('a head that cannot be or is too much', () => {
  const head = (lines) => `${lines.join('\r\n')}\r\n\r\n`;
  const fields = (count) => Array.from({ length: count }, (_, i) => `X-${i}: 1`);
  const cases = {
    'a field of 20 KB': [431, head(['GET / HTTP/1.1', 'Host: x', `X: ${'x'.repeat(20_000)}`])],
    '200 fields': [431, head(['GET / HTTP/1.1', 'Host: x', ...fields(200)])],
    'an address of 10 KB': [414, head([`GET /${'a'.repeat(10_000)} HTTP/1.1`, 'Host: x'])],
    'a first line without end': [414, `GET /${'a'.repeat(40_000)}`],
    'no host': [400, head(['GET / HTTP/1.1'])],
    'two hosts': [400, head(['GET / HTTP/1.1', 'Host: x', 'Host: y'])],
    'two lengths': [400, head(['POST / HTTP/1.1', 'Host: x', 'Content-Length: 1', 'Content-Length: 2'])],
    'a length and chunks': [400, head(['POST / HTTP/1.1', 'Host: x', 'Content-Length: 1', 'Transfer-Encoding: chunked'])],
    'a length below nothing': [400, head(['POST / HTTP/1.1', 'Host: x', 'Content-Length: -1'])],
    'a length of 30 digits': [400, head(['POST / HTTP/1.1', 'Host: x', `Content-Length: ${'9'.repeat(30)}`])],
    'an unknown coding': [501, head(['POST / HTTP/1.1', 'Host: x', 'Transfer-Encoding: gzip, chunked'])],
    'chunks not last': [400, head(['POST / HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked, gzip'])],
    'a folded field': [400, head(['GET / HTTP/1.1', 'Host: x', 'X: a', ' b'])],
    'a space before the colon': [400, head(['GET / HTTP/1.1', 'Host : x'])],
    'a control character in a field': [400, head(['GET / HTTP/1.1', 'Host: x', 'X: a\u0000b'])],
    'lines that end with a bare newline': [400, 'GET / HTTP/1.1\nHost: x\n\n'],
    'HTTP/2 by prior knowledge': [505, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    'HTTP/0.9': [400, 'GET /\r\n\r\n'],
    'a TLS greeting': [400, Buffer.from('160301020001000001fc0303', 'hex').toString('latin1') + '\r\n\r\n'],
    'CONNECT': [501, head(['CONNECT example.com:443 HTTP/1.1', 'Host: example.com:443'])],
    'an expectation that is unknown': [417, head(['POST /api/auth/nonce HTTP/1.1', 'Host: x', 'Expect: the-impossible', 'Content-Length: 0'])],
  };
  for (const [name, [status, bytes]] of Object.entries(cases)) {
    test(`${name}: ${status}`, async () => {
      isProblem(await exchange(server, Buffer.from(bytes, 'latin1')), status);
    });
  }
});

test('a refused head is told in the form of the wire that was asked', async () => {
  const answer = await exchange(server, requestText('GET', '/api/trpc/server.info', { headers: { x: 'x'.repeat(20_000) } }));
  const { error } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
  assert.equal(statusOf(answer), 431);
  assert.equal(error.data.httpStatus, 431);
  assert.equal(error.data.code, 'BAD_REQUEST');
});

describe('a body that cannot be or is too much', () => {
  const json = { 'content-type': 'application/json' };
  const post = (headers, body) => requestText('POST', '/api/people', { headers: { cookie, ...headers }, body });

  test('JSON of more than 256 KB: 413, whether its length is said or not', async () => {
    const body = JSON.stringify({ firstName: 'x'.repeat(600_000) });
    isProblem(await exchange(server, post({ ...json, 'content-length': body.length }, body)), 413);
    isProblem(await exchange(server, post({ ...json, 'transfer-encoding': 'chunked' }, `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`)), 413);
  });

  test('the announcement of a body far too large is refused before the body', async () => {
    isProblem(await exchange(server, post({ ...json, 'content-length': 10 ** 12, expect: '100-continue' })), 413);
  });

  const chunks = {
    'a size that is no number': 'xyz\r\n{}\r\n0\r\n\r\n',
    'a size below nothing': '-2\r\n{}\r\n0\r\n\r\n',
    'a size of 40 digits': `${'f'.repeat(40)}\r\n{}\r\n0\r\n\r\n`,
    'more than its size': '2\r\n{}{}\r\n0\r\n\r\n',
    'a size without end': '1'.repeat(100_000),
    'an extension without end': `2;${'x'.repeat(100_000)}`,
    'a trailer without end': `2\r\n{}\r\n0\r\n${'X: y\r\n'.repeat(20_000)}`,
  };
  for (const [name, body] of Object.entries(chunks)) {
    test(`a chunk with ${name}: 400`, async () => {
      isProblem(await exchange(server, post({ ...json, 'transfer-encoding': 'chunked' }, body)), 400);
    });
  }

  test('a body that is cut off changes nothing', async () => {
    const connection = await RawConnection.open(server);
    connection.send(post({ ...json, 'content-length': 1000 }, '{"firstName":"Eve"'));
    connection.socket.end();
    await connection.ended;
    assert.deepEqual((await ada.get('/api/people')).json.items, []);
  });

  const texts = {
    'no JSON': '{"firstName":',
    'JSON and more': '{"firstName":"Eve"} x',
    'a list': '[1]',
    'a number that is none': '{"firstName":NaN}',
    'invalid UTF-8': Buffer.concat([Buffer.from('{"firstName":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    'an overlong encoding': Buffer.concat([Buffer.from('{"firstName":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
    'half a surrogate pair': '{"firstName":"\\ud83d"}',
    '100,000 lists in each other': '['.repeat(100_000),
    '40,000 objects in each other': '{"a":'.repeat(40_000),
    'nested beyond any need': `{"firstName":"Eve","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    test(`${name}: 400 on both wires`, async () => {
      const body = typeof text === 'string' ? text : new Uint8Array(text);
      const rest = await ada.post('/api/people', body, json);
      const trpc = await ada.post('/api/trpc/people.create', body, json);
      assert.equal(rest.status, 400, rest.text.slice(0, 300));
      assert.equal(rest.json.code, 'BAD_REQUEST');
      assert.equal(trpc.status, 400, trpc.text.slice(0, 300));
      assert.equal(trpc.json.error.data.code, 'BAD_REQUEST');
    });
  }

  test('forms and texts that pages of other sites could send are no JSON: 415', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      const answers = [
        await ada.post('/api/people', '{"firstName":"Eve"}', { 'content-type': type }),
        await ada.post('/api/trpc/people.create', '{"firstName":"Eve"}', { 'content-type': type }),
      ];
      assert.deepEqual(answers.map(({ status }) => status), [415, 415], type);
    }
  });

  test('nobody came of all this', async () => {
    assert.deepEqual((await ada.get('/api/people')).json.items, []);
  });
});

describe('addresses with tricks', () => {
  const bad = ['/api/loras/%', '/api/loras/%2', '/api/loras/%zz', '/api/loras/%00', '/api/loras/%ff%fe', '/api/loras/%c0%af', '/api/loras/..%2f..', '/api/loras/%2e%2e', '/api//loras', '/api/loras/a%5cb', '/api/loras?q=%ff', '/api/loras?cursor=%00'];
  for (const path of bad) {
    test(`${path}: 400`, async () => {
      isProblem(await exchange(server, requestText('GET', path)), 400);
    });
  }

  const nowhere = ['/api/loras/', '/api/loras;x', '/api/loras/x/y', '/api/LORAS'];
  for (const path of nowhere) {
    test(`${path}: 404`, async () => {
      isProblem(await exchange(server, requestText('GET', path)), 404);
    });
  }

  test('an encoded letter is the letter', async () => {
    assert.equal(statusOf(await exchange(server, requestText('GET', '/api/%6coras'))), 200);
  });

  test('a thousand parameters are refused', async () => {
    isProblem(await exchange(server, requestText('GET', `/api/loras?${'a=1&'.repeat(1000)}`)), 400);
  });

});

describe('pipelining', () => {
  test('a hundred requests in one piece are answered in their order', async () => {
    const paths = Array.from({ length: 100 }, (_, i) => (i % 2 ? '/healthz' : `/api/loras/${String(i).padStart(32, '0')}`));
    const answer = await exchange(server, paths.map((path, i) => requestText('GET', path, { close: i === 99 })).join(''));

    const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1]));
    assert.deepEqual(statuses, paths.map((path) => (path === '/healthz' ? 200 : 404)));
  });

  test('nothing behind a broken request is taken for a request', async () => {
    const smuggled = requestText('GET', '/healthz');
    const broken = requestText('POST', '/api/auth/nonce', { headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, body: 'zz\r\n', close: false });
    const answer = await exchange(server, broken + smuggled);

    assert.equal(answer.match(/HTTP\/1\.1 /g).length, 1, answer);
    assert.equal(statusOf(answer), 400);
  });

  test('the body of a refused request is not taken for the next one', async () => {
    const body = requestText('GET', '/healthz');
    const refused = requestText('POST', '/api/people', { headers: { 'content-type': 'application/json', 'content-length': body.length }, body, close: false });
    const answer = await exchange(server, refused + requestText('GET', '/api/nothing'));

    assert.deepEqual([...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => match[1]), ['401', '404']);
  });
});

describe('many and slow', () => {
  // A server of its own for each test, so that its memory is its own.
  let busy;
  let folder;

  const startBusy = async () => {
    busy = await (await Server.start({ data: folder.path, port: busy?.port ?? 0, env: { LIKENESS_DEMO: 'off' } })).ready();
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    await startBusy();
  });

  afterEach(async () => {
    await busy.stop();
    await folder.remove();
  });

  const open = async (count) => {
    const connections = [];
    while (connections.length < count) {
      const some = Array.from({ length: Math.min(100, count - connections.length) }, () => RawConnection.open(busy));
      connections.push(...(await Promise.all(some)));
    }
    return connections;
  };

  /** Waits until the crowd of a test has gone. */
  const untilGone = (limit) => until(async () => (await metric(busy, 'likeness_http_connections')) < 10, limit);

  /** The longest of twenty requests of somebody else, in milliseconds. */
  const longestAnswer = async () => {
    let longest = 0;
    for (let i = 0; i < 20; ++i) {
      const before = performance.now();
      assert.equal((await fetch(`${busy.url}/api/info`)).status, 200);
      longest = Math.max(longest, performance.now() - before);
    }
    return longest;
  };

  test('10,000 idle connections take less than 100 MB and no time of others', async (t) => {
    const descriptors = Number(/Max open files\s+\d+\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'latin1'))[1]);
    assert.ok(descriptors > 10_200, `a process may have only ${descriptors} descriptors here: raise it with ulimit -n`);
    const before = busy.resident();

    const crowd = await open(10_000);
    for (const connection of crowd) connection.send(requestText('GET', '/healthz', { close: false }));
    await Promise.all(crowd.map((connection) => connection.receive(/ok\n/)));
    const there = await metric(busy, 'likeness_http_connections');
    const milliseconds = await longestAnswer();
    const growth = busy.resident() - before;
    t.diagnostic(`${there} connections, ${(growth / mebibyte).toFixed(1)} MB, the longest answer took ${milliseconds.toFixed(1)} ms`);

    assert.ok(there >= 10_000, `${there} connections`);
    assert.ok(growth < 100 * mebibyte, `${growth / mebibyte} MB`);
    assert.ok(milliseconds < 500, `${milliseconds} ms`);
    for (const connection of crowd) connection.close();
    await untilGone();
  });

  test('slow writers are told 408, slow readers are cut; meanwhile memory is bounded and others are served', async (t) => {
    const visitor = await new Wallet().signIn(busy);
    const headers = { ...visitor.headers, 'content-type': 'application/json', 'content-length': 100 };
    const file = await largeFile(visitor);
    await busy.stop();
    await startBusy(); // without the memory that drawing took
    const before = busy.resident();
    const begun = performance.now();
    const timed = async (connections) => {
      const answers = await Promise.all(connections.map(({ ended }) => ended));
      return { answers, seconds: (performance.now() - begun) / 1000 };
    };

    const dripping = await open(200);
    for (const connection of dripping) connection.send('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Drip: ');
    const drip = setInterval(() => dripping.filter(({ isOver }) => !isOver).forEach((connection) => connection.send('x')), 500);
    const silent = await open(200);
    const stalled = await open(200);
    for (const connection of stalled) connection.send(requestText('POST', '/api/people', { headers, body: '{' }));
    const deaf = await open(60);
    for (const [index, connection] of deaf.entries()) {
      connection.socket.pause();
      connection.send(requestText('GET', index % 2 ? '/api/openapi.json' : file, { close: false }).repeat(150));
    }
    const milliseconds = await longestAnswer();
    const growth = busy.resident() - before;

    const [afterDripping, afterSilence, afterStalling] = await Promise.all([timed(dripping), timed(silent), timed(stalled)]);
    clearInterval(drip);
    await untilGone(45_000);
    const { seconds } = await timed([]);
    for (const connection of deaf) connection.close();
    t.diagnostic(`all gone after ${seconds.toFixed(1)} s; ${(growth / mebibyte).toFixed(1)} MB, the longest answer took ${milliseconds.toFixed(1)} ms`);

    assert.ok(milliseconds < 1_000, `${milliseconds} ms`);
    assert.ok(growth < 64 * mebibyte, `${growth / mebibyte} MB`);
    for (const answer of [...afterDripping.answers, ...afterStalling.answers]) isProblem(answer, 408);
    assert.ok(afterDripping.seconds > 10 && afterDripping.seconds < 25, `a head may take 15 s, took ${afterDripping.seconds}`);
    assert.ok(afterStalling.seconds > 20 && afterStalling.seconds < 40, `a body may stall for 30 s, did for ${afterStalling.seconds}`);
    assert.deepEqual(new Set(afterSilence.answers), new Set(['']), 'who says nothing hears nothing');
  });

  /** The address of an image of more than a megabyte. */
  async function largeFile(visitor) {
    const lora = await importLora(visitor);
    const batch = await submit(visitor, lora, { imageSize: { width: 2048, height: 2048 }, outputFormat: 'png', numImages: 1 });
    const [image] = (await ended(visitor, batch.id)).images;
    assert.ok(image.byteCount > mebibyte);
    return image.signedUrl.slice(busy.url.length);
  }

  test('a flood of connections that come and go leaves nothing behind', async () => {
    for (let i = 0; i < 20; ++i) {
      for (const [index, connection] of (await open(100)).entries()) {
        if (index % 2 === 0) connection.send('GET / HT').close();
        else connection.socket.resetAndDestroy();
      }
    }

    await untilGone();
    assert.equal((await fetch(`${busy.url}/healthz`)).status, 200);
  });
});

// Every fault of fal's protocol: how the batch ends, what it costs the person who asked, and that nothing is ordered twice.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Studio, tellsNoSecret } from './lib/fal.mjs';
import { freePort } from './lib/program.mjs';

const always = { times: null };
const completed = { state: 'completed', images: 1, remaining: 7 };
const failed = { state: 'failed', images: 0, remaining: 8 };
const blocked = { ...failed, job: 'blocked', code: 'UNPROCESSABLE_CONTENT' };

/** `[stage, what, options]` of each fault; `orders`: requests that fal accepted; 1 when left out. */
const rows = {
  'submit: reset before it was accepted': { faults: [['submit', { answer: 'reset' }]], ends: failed, orders: 0 },
  'submit: reset after it was accepted': { faults: [['submit', { answer: 'reset', accept: true }]], ends: failed },
  'submit: 504 after it was accepted': { faults: [['submit', { answer: 'json', status: 504, accept: true }]], ends: failed },
  'submit: page of the edge after it was accepted': { faults: [['submit', { answer: 'html', status: 502, accept: true }]], ends: failed },
  'submit: page of the edge before it was accepted': { faults: [['submit', { answer: 'html', status: 503 }]], ends: failed, orders: 0 },
  'submit: half an answer': { faults: [['submit', { answer: 'half', status: 200, accept: true }]], ends: failed },
  'submit: an answer that is no JSON': { faults: [['submit', { answer: 'text', status: 200, body: 'welcome', accept: true }]], ends: failed },
  'submit: an answer without a request id': { faults: [['submit', { answer: 'json', status: 200, body: { status: 'IN_QUEUE' }, accept: true }]], ends: failed },
  'submit: too many requests, twice': { faults: [['submit', { answer: 'json', status: 429, headers: { 'retry-after': '1' } }, { times: 2 }]], ends: completed },
  'submit: refused as bad input': { faults: [['submit', { answer: 'json', status: 422, body: { detail: [{ loc: ['body', 'prompt'], msg: 'x', type: 'string_type' }] } }]], ends: failed, orders: 0 },
  'submit: refused for its content': { faults: [['submit', { answer: 'json', status: 422, body: { detail: [{ loc: ['body', 'prompt'], msg: 'x', type: 'content_policy_violation' }] } }]], ends: blocked, orders: 0 },
  'submit: no such application': { faults: [['submit', { answer: 'json', status: 404, body: { detail: 'Application "x" not found' } }]], ends: failed, orders: 0 },
  'submit: answered with 201': { faults: [['submit', { status: 201 }]], ends: completed },
  'submit: links that lead elsewhere': { faults: [['submit', { foreignUrls: true }]], ends: completed },
  'submit: no links, no position': { faults: [['submit', { without: ['status_url', 'response_url', 'cancel_url', 'queue_position', 'logs', 'metrics'] }]], ends: completed },

  'stream: not there': { faults: [['stream', { answer: 'json', status: 404 }, always]], ends: completed },
  'stream: cut after one event': { faults: [['stream', { cutAfter: 1 }, always]], ends: completed },
  'stream: silent': { faults: [['stream', { silent: true }, always]], ends: completed },
  'stream: never answered': { faults: [['stream', { answer: 'silent' }, always]], ends: completed },
  'stream: garbage between the events': { faults: [['stream', { garbage: true }, always]], ends: completed },
  'stream: an unknown word, then cut': { faults: [['stream', { word: 'PAUSED', cutAfter: 2 }, always]], ends: completed },
  'stream: fields missing': { faults: [['stream', { without: ['queue_position', 'logs', 'metrics', 'request_id'] }, always]], ends: completed },

  'status: 500 in JSON': { polled: true, faults: [['status', { answer: 'json', status: 500 }, { times: 2 }]], ends: completed },
  'status: page of the edge': { polled: true, faults: [['status', { answer: 'html', status: 502 }, { times: 2 }]], ends: completed },
  'status: reset': { polled: true, faults: [['status', { answer: 'reset' }, { times: 2 }]], ends: completed },
  'status: empty': { polled: true, faults: [['status', { answer: 'empty', status: 200 }]], ends: completed },
  'status: half an answer': { polled: true, faults: [['status', { answer: 'half', status: 202 }]], ends: completed },
  'status: too many requests': { polled: true, faults: [['status', { answer: 'json', status: 429, headers: { 'retry-after': '1' } }]], ends: completed },
  'status: not found yet': { polled: true, faults: [['status', { answer: 'json', status: 404, body: { status: 'NOT_FOUND' } }]], ends: completed },
  'status: an unknown word': { polled: true, faults: [['status', { word: 'PAUSED' }, { times: 2 }]], ends: completed },
  'status: fields missing': { polled: true, faults: [['status', { without: ['queue_position', 'logs', 'metrics', 'request_id', 'response_url'] }, always]], ends: completed },
  'status: no word at all': { polled: true, faults: [['status', { without: ['status'] }, { times: 1 }]], ends: completed },

  'run: back from running to the queue': { faults: [['run', { fallsBack: 2, jobMs: 100 }]], ends: completed },
  'run: refused for its content': { faults: [['run', { outcome: 'content_policy_violation' }]], ends: blocked },
  'run: bad input': { faults: [['run', { outcome: { status: 422, body: { detail: [{ loc: ['body', 'x'], msg: 'secret words', type: 'less_than_equal', ctx: { le: 1 }, input: 'what was sent' }] } } }]], ends: failed },
  'run: an error whose detail is a text': { faults: [['run', { outcome: { status: 422, body: { detail: 'no' } } }]], ends: failed },
  'run: an error without a body': { faults: [['run', { outcome: { status: 422, body: {} } }]], ends: failed },
  'run: the LoRA could not be fetched': { faults: [['run', { outcome: 'file_download_error' }]], ends: failed },
  'run: no picture came of it': { faults: [['run', { outcome: 'no_media_generated' }]], ends: failed },
  'run: the model broke': { faults: [['run', { outcome: 'internal_server_error' }]], ends: { ...failed, code: 'BAD_GATEWAY' } },
  'run: the model took too long': { faults: [['run', { outcome: 'generation_timeout' }]], ends: failed },
  'run: cancelled by somebody else': { faults: [['run', { outcome: 'client_cancelled' }]], ends: failed },
  ...Object.fromEntries(
    ['request_timeout', 'startup_timeout', 'runner_scheduling_failure', 'runner_disconnected', 'runner_incomplete_response', 'runner_server_error', 'internal_error', 'bad_request'].map((outcome) => [
      `run: ${outcome}`,
      { faults: [['run', { outcome }]], ends: failed },
    ]),
  ),

  'result: page of the edge': { faults: [['result', { answer: 'html', status: 504 }, { times: 2 }]], ends: completed },
  'result: reset': { faults: [['result', { answer: 'reset' }, { times: 2 }]], ends: completed },
  'result: empty': { faults: [['result', { answer: 'empty', status: 500 }]], ends: completed },
  'result: cut in the middle': { faults: [['result', { cut: true }, { times: 2 }]], ends: completed },
  'result: late': { faults: [['result', { answer: 'json', status: 400, body: { detail: 'Request is still in progress' } }, { times: 2 }]], ends: completed },
  'result: lost': { faults: [['result', { answer: 'json', status: 404, body: { detail: 'Request not found' } }, always]], ends: failed },
  'result: no list of images': { faults: [['run', { images: 'missing' }]], ends: failed },
  'result: images that are no list': { faults: [['run', { images: { url: 'x' } }]], ends: failed },
  'result: no images': { faults: [['run', { made: 0 }]], ends: failed },
  'result: more images than asked for': { faults: [['run', { made: 3 }]], ends: completed },
  'result: images of which only the link is told': { faults: [['run', { bareImages: true }]], ends: completed },
  'result: no flags, no seed, no times': { faults: [['run', { without: ['has_nsfw_concepts', 'seed', 'timings', 'prompt'] }]], ends: completed },
  'result: an image on a host that nobody named': { faults: [['run', { imageHost: 'elsewhere' }]], ends: failed },
  'result: an image on this machine': { faults: [['run', { imageUrl: 'http://127.0.0.1:9/x.jpg' }]], ends: failed },
  'result: an image that is a file': { faults: [['run', { imageUrl: 'file:///etc/passwd' }]], ends: failed },
  'result: a link that is none': { faults: [['run', { imageUrl: '::::' }]], ends: failed },

  'file: cut in the middle, once': { faults: [['file', { kind: 'truncated' }]], ends: completed },
  'file: cut in the middle, always': { faults: [['file', { kind: 'truncated' }, always]], ends: failed },
  'file: whole, but half an image': { faults: [['file', { kind: 'short' }, always]], ends: failed },
  'file: no image': { faults: [['file', { kind: 'garbage' }, always]], ends: failed },
  'file: a page': { faults: [['file', { kind: 'page' }, always]], ends: failed },
  'file: without end': { faults: [['file', { kind: 'huge' }, always]], ends: failed },
  'file: says that it is vast': { faults: [['file', { kind: 'vast' }, always]], ends: failed },
  'file: an image by another name': { faults: [['file', { type: 'application/octet-stream' }, always]], ends: completed },
  'file: gone': { faults: [['file', { answer: 'json', status: 404 }, always]], ends: failed },
  'file: forbidden': { faults: [['file', { answer: 'json', status: 403 }, always]], ends: failed },
  'file: two faults, then there': { faults: [['file', { answer: 'html', status: 502 }], ['file', { answer: 'reset' }]], ends: completed },
  'file: moved elsewhere': { faults: [['file', { kind: 'redirect' }, always]], ends: failed },
};

async function check(studio, name, { faults, polled, ends, orders = 1 }, limit) {
  const prompt = `<${name}>`;
  const ordered = polled ? [['stream', { answer: 'json', status: 404 }, always], ...faults] : faults;
  await studio.fal.order({ faults: ordered.map(([at, what, options]) => ({ at, do: what, match: { prompt }, ...options })) });

  const story = await studio.story({ prompt }, limit);

  const { batch } = story;
  const summary = JSON.stringify({ state: batch.state, failure: batch.failure, jobs: batch.jobs });
  assert.equal(batch.state, ends.state, summary);
  assert.equal(batch.images.length, ends.images, summary);
  assert.equal(batch.jobs[0].state, ends.job ?? ends.state, summary);
  assert.equal(story.remaining, ends.remaining, 'the unit is spent only for an image');
  if (ends.code) assert.equal(batch.failure.code, ends.code);
  if (ends.state === 'failed') {
    assert.ok(batch.failure.message.length > 10, summary);
    assert.doesNotMatch(batch.failure.message, /https?:|secret words|what was sent|nginx|error_type|\{/, 'no internals');
  }
  assert.equal(story.orders.length, orders, 'what fal accepted');
  return story;
}

describe('fal fails', () => {
  let studio;

  before(async () => {
    studio = await Studio.open({ env: { LIKENESS_LOG: 'debug' } });
  });

  after(() => studio.close());

  describe('at', { concurrency: 12 }, () => {
    for (const [name, row] of Object.entries(rows)) test(name, () => check(studio, name, row, 120_000));
  });

  test('nothing was ordered twice, no host was asked that nobody named, no key went astray', async () => {
    const report = await studio.fal.report();
    assert.deepEqual(report.keyLeaks, []);
    assert.deepEqual(report.elsewhere, []);
    for (const [body, count] of Object.entries(report.acceptedByBody)) assert.equal(count, 1, body);
  });

  test("neither the key nor fal's echo of what was asked is told", async () => {
    await tellsNoSecret(studio.server, studio.owner);
    assert.doesNotMatch(studio.server.log, /what was sent/);
  });

  test('database and objects agree', async () => {
    const { code, stdout } = await studio.server.command('verify', '--json');
    assert.equal(code, 0, stdout);
  });
});

describe('fal takes for ever', { concurrency: 12 }, () => {
  let studio;
  const late = { ...failed, code: 'GATEWAY_TIMEOUT' };
  const slow = {
    'run: stuck in the queue': { faults: [['run', { stuck: true }]], ends: late },
    'run: never done': { faults: [['run', { jobMs: 3_600_000 }]], ends: late },
    'status: unknown for ever': { polled: true, faults: [['status', { word: 'PAUSED' }, always]], ends: late },
    'status: 500 for ever, though the image is there': { polled: true, faults: [['status', { answer: 'json', status: 500 }, always]], ends: completed },
    'result: late for ever': { faults: [['result', { answer: 'json', status: 400, body: { detail: 'Request is still in progress' } }, always]], ends: late },
    'file: a few bytes now and then': { faults: [['file', { kind: 'slow', bytesPerSecond: 200 }, always]], ends: completed },
  };

  before(async () => {
    studio = await Studio.open({ env: { FAL_DEADLINE: '6' } });
  });

  after(() => studio.close());

  for (const [name, row] of Object.entries(slow)) {
    test(name, async () => {
      const { orders } = await check(studio, name, row, 60_000);
      if (name === 'run: never done') assert.ok(orders[0].cancels > 0, 'fal was told to stop');
    });
  }
});

describe('fal cannot be reached', () => {
  test('nothing is ordered, the unit returns', async (t) => {
    const studio = await Studio.open({ env: { FAL_QUEUE_URL: `http://127.0.0.1:${await freePort()}` } });
    t.after(() => studio.close());
    const { batch, remaining, orders } = await studio.story({}, 120_000);
    assert.deepEqual([batch.state, remaining, orders.length], ['failed', 8, 0]);
    assert.match(batch.failure.code, /SERVICE_UNAVAILABLE|BAD_GATEWAY/);
  });
});

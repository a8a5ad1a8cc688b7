// How much a first visit to a LoRA loads, and how soon it shows what it is about.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.mjs';

const { visit } = stage();
const kScript = 150_000;
const kPaint = 800;
/** The best of them counts: what the page costs, not what else the machine does. */
const kVisits = 5;

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<number>} Milliseconds.
 */
function largestPaint(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().at(-1)?.startTime ?? Infinity),
        ).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
}

test('a first visit to a LoRA loads little JavaScript and paints within 0.8 s', () =>
  visit(async (page) => {
    await page.goto('/loras');
    const path = await page.getByRole('link', { name: 'Harvest Moon' }).getAttribute('href');
    const client = await page.context().newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.setCacheDisabled', { cacheDisabled: true });
    /** @type {Set<string>} */
    const scripts = new Set();
    let bytes = 0;
    client.on('Network.responseReceived', ({ requestId, response }) => {
      if (response.mimeType === 'text/javascript') {
        scripts.add(requestId);
      }
    });
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes += scripts.has(requestId) ? encodedDataLength : 0;
    });

    const times = [];
    for (let visit = 0; visit < kVisits; visit += 1) {
      await page.goto('about:blank');
      scripts.clear();
      bytes = 0;
      await page.goto(path ?? '');
      await page.waitForLoadState('networkidle');
      times.push(await largestPaint(page));
    }
    const painted = Math.min(...times);

    console.log(`# ${scripts.size} scripts, ${bytes} bytes, painted after ${painted} ms`);
    assert.ok(bytes > 0 && bytes < kScript, `${bytes} bytes of JavaScript`);
    assert.ok(painted < kPaint, `painted after ${painted} ms`);
  }));

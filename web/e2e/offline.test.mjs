// The page as an installed app: it opens without a connection, keeps drafts, and sends what waited.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

const { visit } = stage();
const options = {
  serviceWorkers: /** @type {const} */ ('allow'),
  expected: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/,
};

test('a batch handed in without a connection goes once there is one', () =>
  visit(async (page, context) => {
    await page.goto('/loras');
    await signInWithoutWallet(page);
    const dialog = await openGenerate(page, 'Riso Duo');
    await context.setOffline(true);
    await dialog.getByText(/^You are offline/).waitFor();
    await generate(dialog, 'a balloon over the hills', { count: 1 });
    await dialog.getByText(/^This waits for the connection/).waitFor();

    await context.setOffline(false);

    await allReady(dialog, 'a balloon over the hills', 1);
  }, options));

test('the shell and seen covers are there without a connection', () =>
  visit(async (page, context) => {
    await page.goto('/loras');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.getByRole('link', { name: 'Riso Duo' }).waitFor();
    await page.waitForFunction(async () =>
      (await caches.open('thumbnails')).keys().then((keys) => keys.length > 4),
    );
    await context.setOffline(true);

    await page.reload();

    await page.getByRole('navigation', { name: 'Main' }).first().waitFor();
    await page.getByText(/^You are offline/).waitFor();
    const kept = await page.evaluate(async () => (await caches.open('thumbnails')).keys());
    assert.ok(kept.length > 0);
  }, options));

test('what was never opened opens without a connection', () =>
  visit(async (page, context) => {
    await page.goto('/loras');
    await signInWithoutWallet(page);
    const dialog = await openGenerate(page, 'Riso Duo');
    await page.waitForFunction(async () => {
      const kept = await Promise.all((await caches.keys()).map(async (name) => caches.open(name)));
      const paths = (await Promise.all(kept.map((cache) => cache.keys()))).flat();
      return ['advanced-fields', 'settings-route'].every((name) =>
        paths.some(({ url }) => url.includes(name)),
      );
    });
    await context.setOffline(true);

    await dialog.getByText('Advanced').click();

    await dialog.getByRole('textbox', { name: 'Seed' }).fill('42');
    await dialog.getByRole('img', { name: 'changed' }).waitFor();
  }, options));

test('the manifest names icons that are there, and the worker is never kept by the browser', () =>
  visit(async (page) => {
    await page.goto('/loras');
    const manifest = await (await page.request.get('/manifest.webmanifest')).json();
    for (const { src, type } of manifest.icons) {
      const icon = await page.request.get(src);
      assert.equal(icon.status(), 200, src);
      assert.equal(icon.headers()['content-type'], type);
    }
    const worker = await page.request.get('/sw.js');
    assert.equal(worker.headers()['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(worker.headers()['cache-control'], 'no-cache');
    assert.doesNotMatch(await worker.text(), /__BUILD__/);
  }));

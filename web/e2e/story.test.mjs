// The way that everything is for: from a first visit to pictures in a gallery.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

const { visit } = stage({ LIKENESS_ENGINE_THREADS: '1' });
const prompt = 'three pumpkins under a full moon';
const next = 'a haunted house on the hill';
const fillers = ['fox', 'crow', 'owl', 'cat', 'bat'].map((animal) => `a ${animal} at dusk`);

/**
 * Makes the next batch slow enough to leave in its middle.
 * @param {import('playwright-core').Locator} dialog
 */
async function makeSlow(dialog) {
  await dialog.getByText('Advanced').click();
  await dialog.getByRole('slider', { name: 'Steps' }).fill('50');
  for (const side of ['Width', 'Height']) {
    await dialog.getByRole('textbox', { name: side }).fill('1536');
    await dialog.getByRole('textbox', { name: side }).blur();
  }
}

/**
 * Hands batches in at once, as the page itself would.
 * @param {import('playwright-core').Page} page
 * @param {object[]} inputs
 */
async function queue(page, inputs) {
  const answers = await page.evaluate(async (batches) => {
    const statuses = [];
    for (const batch of batches) {
      const body = JSON.stringify({ ...batch, numInferenceSteps: 50 });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/api/trpc/generate.submit', { method: 'POST', headers, body });
      statuses.push(answer.status);
    }
    return statuses;
  }, inputs);
  assert.deepEqual(
    answers,
    inputs.map(() => 200),
  );
}

test('a first visit ends with four pictures in the gallery, the tab closed in the middle', () =>
  visit(async (page, context) => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'LoRAs', exact: true }).waitFor();
    const dialog = await openGenerate(page, 'Harvest Moon');
    await makeSlow(dialog);
    await generate(dialog, prompt);
    await page.getByRole('button', { name: /Continue without a wallet/ }).click();

    const batch = dialog.getByRole('article', { name: `Batch: ${prompt}` });
    await batch.getByRole('listitem').nth(3).waitFor();
    await batch
      .getByRole('button', { name: /picture \d of 4/ })
      .first()
      .waitFor();
    // Enough behind it that the last one is still to come when the page is opened again, however fast the machine.
    const loraTrainingId = new URL(page.url()).searchParams.get('generate');
    await queue(
      page,
      [...fillers, next].map((text) => ({ loraTrainingId, prompt: text })),
    );
    await page.close();

    const again = await context.newPage();
    await again.goto('/loras');
    await again.getByRole('button', { name: /batch(es)? under way/ }).click();
    await again.getByRole('menuitem', { name: new RegExp(next) }).click();
    const shown = again.getByRole('dialog', { name: 'Generate with Harvest Moon' });
    assert.equal(await shown.getByRole('textbox', { name: 'Prompt' }).inputValue(), prompt);
    const finished = await allReady(shown, next, 4);
    assert.equal(await finished.getByRole('button', { name: /picture \d of 4/ }).count(), 4);
    await shown.getByText('1 of 8 generations remaining today').waitFor();

    await shown.getByRole('button', { name: 'Gallery' }).click();
    const gallery = again.getByRole('list', { name: 'Pictures made with Harvest Moon' });
    await again.getByRole('heading', { name: '28 pictures' }).waitFor();
    await gallery.getByRole('link', { name: next }).nth(3).waitFor();
    // Only what is near the window is there; the first batch is the last of the list.
    await again.mouse.wheel(0, 20_000);
    await gallery.getByRole('link', { name: prompt }).nth(3).waitFor();
  }));

test('a finished batch is made again, and a picture seen large, stepped through and remixed', () =>
  visit(async (page) => {
    await page.goto('/loras');
    await signInWithoutWallet(page);
    const dialog = await openGenerate(page, 'Neon Arcade');
    await generate(dialog, 'a fox in the forest', { count: 2 });
    const batch = await allReady(dialog, 'a fox in the forest', 2);
    await batch.getByRole('button', { name: 'Generate again' }).click();
    await dialog.getByRole('article').nth(1).waitFor();
    await allReady(dialog, 'a fox in the forest', 2);

    await page.goto('/images');
    const pictures = page.getByRole('list', { name: 'Your pictures' });
    await pictures.getByRole('link').nth(3).waitFor();
    await pictures.getByRole('link').first().click();
    const viewer = page.getByRole('dialog', { name: 'Picture' });
    const seed = () => viewer.getByRole('complementary').locator('code').last().textContent();
    await viewer.getByRole('button', { name: 'Copy recipe' }).waitFor();
    const first = { path: new URL(page.url()).pathname, seed: await seed() };
    assert.match(first.path, /^\/images\/[0-9a-f]{32}$/);
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((path) => location.pathname !== path, first.path);
    await viewer.getByRole('button', { name: 'Copy recipe' }).waitFor();
    await page.reload();
    await viewer.getByRole('button', { name: 'Copy recipe' }).waitFor();
    const download = page.waitForEvent('download');
    await viewer.getByRole('link', { name: 'Download' }).click();
    assert.match((await download).suggestedFilename(), /^neon-arcade-\d{4}-\d\d-\d\d-\d+\.jpg$/);
    await viewer.getByRole('button', { name: 'Remix' }).click();
    const field = page.getByRole('textbox', { name: 'Prompt' });
    await field.waitFor();
    assert.equal(await field.inputValue(), 'a fox in the forest');
  }));

test('a batch is cancelled', () =>
  visit(async (page) => {
    await page.goto('/loras');
    await signInWithoutWallet(page);
    const dialog = await openGenerate(page, 'Mira');
    await makeSlow(dialog);
    await generate(dialog, 'a portrait by the sea');
    await dialog.getByRole('article').waitFor();
    // Seconds of work before it, so that it waits still when it is cancelled.
    const loraTrainingId = new URL(page.url()).searchParams.get('generate');
    const slow = { imageSize: { width: 1536, height: 1536 }, numInferenceSteps: 50 };
    await queue(
      page,
      fillers.map((text) => ({ ...slow, loraTrainingId, prompt: text })),
    );
    await generate(dialog, 'a portrait in the snow');
    const second = dialog.getByRole('article', { name: 'Batch: a portrait in the snow' });

    await second.getByRole('button', { name: 'Cancel' }).click();

    await second.getByRole('status').filter({ hasText: 'Cancelled' }).waitFor();
    await second.getByRole('button', { name: 'Generate again' }).waitFor();
    await allReady(dialog, 'a portrait by the sea', 4);
  }));

test('a prompt with markup in it is only ever text', () =>
  visit(async (page) => {
    const markup = '<img src=x onerror=document.title="broken"> & "quotes" <b>a boat</b>';
    await page.goto('/loras');
    await signInWithoutWallet(page);
    const dialog = await openGenerate(page, 'Cyanotype');
    await generate(dialog, markup, { count: 1 });
    await allReady(dialog, markup, 1);

    await page.goto('/images');
    await page.getByRole('img', { name: markup }).click();

    await page.getByRole('complementary').getByText(markup, { exact: true }).waitFor();
    assert.doesNotMatch(await page.title(), /broken/);
    assert.equal(await page.locator('img[src="x"]').count(), 0);
  }));

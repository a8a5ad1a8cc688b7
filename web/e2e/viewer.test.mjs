// The viewer with the keyboard alone: look closely, mark, pick the best of a batch, compare, make more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { visit } = stage();
const prompt = 'a lighthouse on a cliff at night';

/**
 * Signs in and makes a batch.
 * @param {Page} page
 * @param {number} count
 */
async function makeBatch(page, count) {
  await page.goto('/loras');
  await signInWithoutWallet(page);
  const dialog = await openGenerate(page, 'Midnight Linocut');
  await generate(dialog, prompt, { count });
  return { dialog, batch: await allReady(dialog, prompt, count) };
}

/** @param {Page} page */
async function openFirst(page) {
  await page.goto('/images');
  const first = page.getByRole('link', { name: prompt }).first();
  await first.waitFor();
  await first.click();
  const viewer = page.getByRole('dialog', { name: 'Picture', exact: true });
  await viewer.getByRole('button', { name: 'Copy recipe' }).waitFor();
  return viewer;
}

/**
 * The scale and place of the picture, as it is drawn.
 * @param {import('playwright-core').Locator} viewer
 */
function lookOf(viewer) {
  return viewer
    .getByRole('img', { name: prompt })
    .evaluate((image) =>
      new DOMMatrix(getComputedStyle(image.parentElement ?? image).transform).toString(),
    );
}

test('a picture is looked at closely with wheel and keys, and stays so in its batch', () =>
  visit(async (page) => {
    await makeBatch(page, 2);
    const viewer = await openFirst(page);
    await viewer.getByText(/^Picture \d of 2, a lighthouse/).waitFor({ state: 'attached' });
    const whole = await lookOf(viewer);
    await viewer.getByRole('img', { name: prompt }).hover({ force: true });
    await page.mouse.wheel(0, -600);
    await page.waitForFunction((before) => {
      const image = document.querySelector('dialog img[fetchpriority=high]');
      return (
        image?.parentElement &&
        new DOMMatrix(getComputedStyle(image.parentElement).transform).toString() !== before
      );
    }, whole);
    const path = new URL(page.url()).pathname;
    await page.keyboard.press('ArrowLeft');
    assert.equal(new URL(page.url()).pathname, path);
    const close = await lookOf(viewer);

    await page.keyboard.press(
      (await viewer.getByRole('button', { name: 'Next picture' }).isVisible())
        ? 'PageDown'
        : 'PageUp',
    );
    await page.waitForFunction((before) => location.pathname !== before, path);
    await viewer.getByRole('img', { name: prompt }).waitFor();
    assert.equal(await lookOf(viewer), close);
    await page.keyboard.press('0');
    assert.equal(await lookOf(viewer), whole);
  }));

test('Escape closes the topmost only, and the focus goes back', () =>
  visit(async (page) => {
    await makeBatch(page, 1);
    const viewer = await openFirst(page);
    await viewer.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menu', { name: 'More' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu', { name: 'More' }).waitFor({ state: 'hidden' });
    assert.ok(await viewer.isVisible());
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await page.waitForFunction(() => location.pathname === '/images');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'A');
  }));

test('heart, stars, tags and the trash with Undo, by keys, are kept', () =>
  visit(async (page) => {
    await makeBatch(page, 2);
    const viewer = await openFirst(page);
    const path = new URL(page.url()).pathname;
    for (const key of ['f', '4', 't']) {
      await page.keyboard.press(key);
    }
    await page.keyboard.type('Coast, night');
    await page.keyboard.press('Enter');
    await viewer.getByRole('button', { name: 'Remove the tag night' }).waitFor();
    await page.waitForLoadState('networkidle');

    await page.reload();
    await viewer.getByRole('button', { name: 'Favourite', pressed: true }).waitFor();
    await viewer.getByRole('button', { name: '4 stars', pressed: true }).waitFor();
    await viewer.getByRole('button', { name: 'Remove the tag coast' }).waitFor();

    await page.keyboard.press('Delete');
    await page.waitForFunction((before) => location.pathname !== before, path);
    await viewer.getByText('Moved to the trash').waitFor();
    await viewer.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction((before) => location.pathname === before, path);
    await viewer.getByRole('button', { name: 'Copy recipe' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.reload();
    await viewer.getByRole('button', { name: '4 stars', pressed: true }).waitFor();
    assert.equal(await viewer.getByText('This picture is in the trash.').count(), 0);
  }));

test('the best of four is picked with the keyboard, from the card of the batch', () =>
  visit(async (page) => {
    const { batch } = await makeBatch(page, 4);
    await batch.getByRole('button', { name: 'Pick the best' }).press('Enter');
    const cull = page.getByRole('dialog', { name: 'Pick the best' });
    await cull.getByRole('button', { name: 'Picture 4 of 4' }).waitFor();

    await page.keyboard.press('3');
    await cull.getByText('Picture 3 is the winner', { exact: true }).waitFor();
    await cull.getByRole('button', { name: 'Picture 3 of 4, favourite' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await cull.getByText(/^Picture 4 of 4,/).waitFor({ state: 'attached' });
    await page.keyboard.press('x');
    await cull.getByRole('button', { name: 'Picture 3 of 3, favourite' }).waitFor();
    await page.keyboard.press('u');
    await cull.getByRole('button', { name: 'Picture 4 of 4' }).waitFor();
    await page.keyboard.press('3');
    await page.keyboard.press('Shift+X');
    await cull.getByRole('button', { name: 'Picture 1 of 1, favourite' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Escape');
    await cull.waitFor({ state: 'detached' });

    await page.goto('/images');
    await page.getByRole('link', { name: prompt }).first().waitFor();
    assert.equal(await page.getByRole('link', { name: prompt }).count(), 1);
  }));

test('two pictures are compared, and one is made again and varied', () =>
  visit(async (page) => {
    await makeBatch(page, 2);
    const viewer = await openFirst(page);
    await viewer.getByText(/^Picture \d of 2/).waitFor({ state: 'attached' });
    const path = new URL(page.url()).pathname;
    await page.keyboard.press('c');
    await viewer.getByRole('button', { name: 'Compare', pressed: true }).waitFor();
    const other = viewer
      .getByRole('list', { name: 'Pictures of this batch' })
      .locator('button:not([aria-current])');
    await other.first().click();
    await page.waitForFunction((before) => location.pathname !== before, path);
    await viewer.getByRole('button', { name: 'Copy recipe' }).waitFor();
    await page.keyboard.press('c');
    const comparison = page.getByRole('dialog', { name: 'Comparison' });
    await comparison.getByRole('row', { name: /^Seed.*differs/ }).waitFor();
    await page.keyboard.press('ArrowLeft');
    assert.equal(await comparison.getByRole('slider', { name: 'Divider' }).inputValue(), '45');
    await page.keyboard.press('m');
    await page.keyboard.press('m');
    assert.ok(await comparison.getByRole('radio', { name: 'Side by side' }).isChecked());
    await page.reload();
    await comparison.getByRole('row', { name: /^Seed.*differs/ }).waitFor();
    await page.keyboard.press('Escape');
    await comparison.waitFor({ state: 'detached' });

    await viewer.getByRole('button', { name: 'Copy recipe' }).waitFor();
    await page.keyboard.press('g');
    await viewer.getByText('Being made again').waitFor();
    await page.keyboard.press('v');
    await viewer.getByText('New variations are on their way').waitFor();
    await viewer.getByRole('button', { name: 'Show' }).last().click();
    // The form stands beside one's pictures, to which one and four are added.
    await viewer.waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Prompt' }).waitFor();
    await page.getByText('7 pictures').first().waitFor({ timeout: 60_000 });
  }));

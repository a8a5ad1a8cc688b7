// Pictures that another program made come in from a zip, and only once.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findings } from './axe.mjs';
import { parametersOf, pngWith, zipOf } from './foreign.mjs';
import { stage } from './stage.mjs';
import { signInWithoutWallet } from './steps.mjs';

const { visit } = stage();

const zip = zipOf([
  ...['2023-05-06', '2023-05-07', '2024-02-03'].map((day, at) => ({
    path: `txt2img/${day}/0000${at}.png`,
    content: pngWith(parametersOf(at), at),
    modifiedAt: new Date(`${day}T12:00:00Z`),
  })),
  {
    path: 'txt2img/notes.txt',
    content: Buffer.from('no picture'),
    modifiedAt: new Date('2024-02-03T12:00:00Z'),
  },
]);

/** @param {import('playwright-core').Page} page */
async function moveIn(page) {
  await page.getByRole('button', { name: 'Move in' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Move in' });
  await dialog
    .getByLabel('Choose pictures or a zip')
    .setInputFiles({ name: 'old-pictures.zip', mimeType: 'application/zip', buffer: zip });
  return dialog;
}

/**
 * @param {import('playwright-core').Locator} dialog
 * @param {string} name
 */
function count(dialog, name) {
  return dialog.locator('div:has(> dt)').filter({ hasText: name }).locator('dd').innerText();
}

test('a zip of pictures moves in with recipes and dates, and the second time all are known', () =>
  visit(async (page) => {
    await page.goto('/images');
    await signInWithoutWallet(page);
    await page.getByRole('heading', { name: 'No pictures yet' }).waitFor();

    const first = await moveIn(page);
    await first.getByText('3 pictures have moved in').waitFor();
    await first.getByText('1 file that is no picture was passed over.').waitFor();
    assert.equal(await count(first, 'without a recipe'), '0');
    assert.deepEqual(await findings(page), []);
    await first.getByRole('button', { name: 'See the pictures' }).click();

    await page.getByText('3 pictures', { exact: true }).waitFor();
    const months = await page.evaluate(async () => {
      const response = await fetch('/api/image-index');
      return (await response.json()).months;
    });
    assert.deepEqual(months, [
      ['2024-02', 1],
      ['2023-05', 2],
    ]);

    const search = page.getByRole('combobox', { name: 'Search your pictures' });
    await search.fill('pumpkin after:2024-01');
    await search.press('Enter');
    await page.getByText('1 picture', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'a paper pumpkin number 2' }).click();
    const recipe = page.getByRole('complementary', { name: 'Recipe' });
    await recipe.getByText('blurry, extra fingers', { exact: true }).waitFor();
    await recipe.getByText('DPM++ 2M Karras', { exact: true }).waitFor();
    await recipe.getByText('dreamshaper_8', { exact: true }).waitFor();
    await recipe.getByText('A1111, Forge', { exact: true }).waitFor();
    await recipe.getByText('1002', { exact: true }).waitFor();

    assert.deepEqual(await findings(page), []);

    await recipe.getByRole('button', { name: 'papercut_v2' }).click();
    await page.getByText(/import its file to generate with it/).waitFor();
    await page.getByRole('button', { name: 'Import its file' }).click();
    await page.getByRole('dialog', { name: 'Import a LoRA' }).waitFor();

    await page.goto('/images');
    const second = await moveIn(page);
    await second.getByText('Nothing new came in').waitFor();
    assert.equal(await count(second, 'already here'), '3');
    assert.equal(await count(second, 'left out'), '0');
  }));

test('it goes on while one looks around, and what is no picture is named with the reason', () =>
  visit(
    async (page) => {
      await page.goto('/images');
      await signInWithoutWallet(page);
      /** @type {(() => void)[]} */
      const held = [];
      await page.route('**/api/image-imports*', async (route) => {
        await new Promise((resolve) => held.push(() => resolve(undefined)));
        await route.continue();
      });

      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('move in');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Move in' });
      await dialog.getByLabel('Choose a folder').waitFor();
      assert.deepEqual(await findings(page), []);
      await dialog.getByLabel('Choose pictures or a zip').setInputFiles([
        { name: 'a.png', mimeType: 'image/png', buffer: pngWith(parametersOf(7), 7) },
        { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') },
      ]);
      await dialog.getByText('0 of 2').waitFor();
      assert.deepEqual(await findings(page), []);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('link', { name: 'People' }).first().click();
      const indicator = page.getByRole('button', { name: /Moving in: 0 of 2/ });
      await indicator.waitFor();
      assert.deepEqual(await findings(page), []);
      held.forEach((go) => go());

      await page.getByRole('button', { name: 'Show' }).click();
      await dialog.getByText('1 picture has moved in').waitFor();
      const left = dialog.getByRole('region', { name: '1 file was left out' });
      await left.getByText('broken.png').waitFor();
      await left.getByText(/JPEG, PNG or WebP/).waitFor();
    },
    { expected: /40\d|415|422/ },
  ));

test('a folder dropped on the gallery comes in, each picture with the text beside it', () =>
  visit(async (page, context) => {
    const folder = await mkdtemp(join(tmpdir(), 'likeness-e2e-folder-'));
    await mkdir(join(folder, 'deep'));
    await mkdir(join(folder, '.cache'));
    await writeFile(join(folder, 'owl.png'), pngWith('', 3));
    await writeFile(join(folder, 'owl.txt'), parametersOf(3));
    await writeFile(join(folder, 'deep', 'fox.png'), pngWith(parametersOf(4), 4));
    await writeFile(join(folder, '.cache', 'small.png'), pngWith(parametersOf(5), 5));
    await page.goto('/images');
    await signInWithoutWallet(page);
    await page.getByRole('heading', { name: 'No pictures yet' }).waitFor();

    const client = await context.newCDPSession(page);
    /** @param {'dragEnter' | 'dragOver' | 'drop'} type */
    const drag = (type) =>
      client.send('Input.dispatchDragEvent', {
        type,
        x: 600,
        y: 500,
        data: { items: [], files: [folder], dragOperationsMask: 1 },
      });
    await drag('dragEnter');
    await drag('dragOver');
    await page.getByText('Drop pictures, folders or a zip to move them in').waitFor();
    await drag('drop');

    const dialog = page.getByRole('dialog', { name: 'Move in' });
    await dialog.getByText('2 pictures have moved in').waitFor();
    assert.equal(await count(dialog, 'without a recipe'), '0');
    await dialog.getByRole('button', { name: 'See the pictures' }).click();
    await page.getByRole('link', { name: 'a paper pumpkin number 3' }).waitFor();
    await page.getByRole('link', { name: 'a paper pumpkin number 4' }).waitFor();
    await rm(folder, { recursive: true });
  }));

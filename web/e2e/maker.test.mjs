// A maker with more than a year of pictures, from one of last March to one that is deleted by mistake.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { stage } from './stage.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { visit, dataFolder } = stage();
/** They reach back to the last March, whenever that was. */
const kPictures = 40_000;
const kSeed = new URL('../../bench/seed_gallery.py', import.meta.url).pathname;
const prompt = 'three pumpkins';
/** A picture every quarter of an hour. */
const kOfMarch = /^2,9\d\d pictures$/;

/** The last March that is over: its year. */
function marchYear() {
  const now = new Date();
  return now.getUTCMonth() > 2 ? now.getUTCFullYear() : now.getUTCFullYear() - 1;
}

/** @param {Page} page */
const pictures = (page) => page.getByRole('list', { name: 'Your pictures' });

/** @param {Page} page */
async function fillGallery(page) {
  await page.goto('/loras');
  await signInWithoutWallet(page);
  const dialog = await openGenerate(page, 'Riso Duo');
  await generate(dialog, prompt);
  await allReady(dialog, prompt, 4);
  execFileSync('python3', [kSeed, dataFolder(), String(kPictures)], { timeout: 60_000 });
  await page.goto('/images');
  await page.getByText('40,004 pictures').first().waitFor();
}

/**
 * As by the scrollbar: the page is as long as all pictures are.
 * @param {Page} page
 * @param {number} part
 */
async function scrollTo(page, part) {
  await page.evaluate(
    (wanted) =>
      window.scrollTo({
        top: wanted * document.documentElement.scrollHeight,
        behavior: 'instant',
      }),
    part,
  );
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[data-card] img')].some((image) => {
      const { top } = image.getBoundingClientRect();
      return (
        image instanceof HTMLImageElement && top > 0 && top < innerHeight && image.naturalWidth > 0
      );
    }),
  );
  return page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('[data-card]')].map((card) =>
        Number(card.getAttribute('aria-posinset')),
      ),
    ),
  );
}

/**
 * @param {Page} page
 * @param {string} text
 */
async function search(page, text) {
  const box = page.getByRole('combobox', { name: 'Search' });
  await box.fill(text);
  await page.keyboard.press('Enter');
  await page.getByText(kOfMarch).first().waitFor();
  await page.waitForLoadState('networkidle');
}

/**
 * Selects from the first picture on.
 * @param {Page} page
 * @param {number} count
 */
async function selectFirst(page, count) {
  await page.keyboard.press('Escape');
  await scrollTo(page, 0);
  await pictures(page).getByRole('link').first().focus();
  await page.keyboard.press('x');
  const last = pictures(page).locator(`[data-card="${count - 1}"]`);
  for (let turns = 0; (await last.count()) === 0 && turns < 200; turns += 1) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(30);
  }
  await last.getByRole('checkbox').click({ modifiers: ['Shift'], force: true });
  await page.getByText(`${count} selected`).waitFor();
}

/**
 * How many files a zip holds, as its own end says.
 * @param {string} path
 */
async function filesIn(path) {
  const bytes = await readFile(path);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  return bytes.readUInt16LE(end + 10);
}

test('a maker with 40,000 pictures finds, sorts, makes, saves, shares and loses none', () =>
  visit(async (page) => {
    await fillGallery(page);

    // The whole history, by its scrollbar.
    assert.ok((await scrollTo(page, 0.6)) > kPictures / 2);

    // The one from last March, by two words of its prompt.
    await page.mouse.move(700, 500);
    await scrollTo(page, 0);
    const year = marchYear();
    await search(page, `full moon after:${year}-03 before:${year}-04`);
    await pictures(page).getByRole('link').first().click();
    const viewer = page.getByRole('dialog', { name: 'Picture', exact: true });
    await viewer.getByRole('button', { name: 'Copy recipe' }).waitFor();
    await viewer
      .getByText(new RegExp(`Mar(ch)? .*${year}|${year}.*Mar`))
      .first()
      .waitFor();

    // Through its batch with the arrow keys.
    for (let steps = 0; steps < 3; steps += 1) {
      const path = new URL(page.url()).pathname;
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction((before) => location.pathname !== before, path);
      await viewer.getByText(/^\d of 4$/).waitFor();
      await viewer.getByRole('button', { name: 'Copy recipe' }).waitFor();
    }

    // Again with one key, and varied; then the winner of four, with the keyboard alone.
    await page.keyboard.press('g');
    await viewer.getByText('Being made again').waitFor();
    await page.keyboard.press('v');
    await viewer.getByText('New variations are on their way').waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await page.goto('/images');
    await page.getByText('40,009 pictures').first().waitFor({ timeout: 60_000 });
    await pictures(page).getByRole('link').first().focus();
    await page.keyboard.press('b');
    const cull = page.getByRole('dialog', { name: 'Pick the best' });
    await cull.getByRole('button', { name: 'Picture 4 of 4' }).waitFor();
    await page.keyboard.press('3');
    await cull.getByText('Picture 3 is the winner', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await cull.waitFor({ state: 'detached' });

    // Hearts, tags for twenty at once, a zip of three hundred.
    await search(page, `full moon after:${year}-03 before:${year}-04`);
    await pictures(page).getByRole('link').first().focus();
    await page.keyboard.press('f');
    await page.getByText('Added to your favourites').first().waitFor();
    await selectFirst(page, 20);
    await page.keyboard.press('t');
    const tags = page.getByRole('dialog', { name: 'Tags of 20 pictures' });
    await tags.getByRole('textbox').or(tags.getByRole('combobox')).first().fill('march');
    await page.keyboard.press('Enter');
    await tags.getByRole('button', { name: 'Save tags' }).click();
    await page.getByText('Tags of 20 pictures changed').first().waitFor();
    await selectFirst(page, 300);
    const download = page.waitForEvent('download');
    await page.keyboard.press('Shift+D');
    assert.equal(await filesIn(await (await download).path()), 300);
    await page.keyboard.press('Escape');

    // Shared by a link that ends on Friday.
    await scrollTo(page, 0);
    await pictures(page).getByRole('link').first().click();
    await viewer.getByRole('button', { name: 'Share', exact: true }).click();
    const sharing = page.getByRole('dialog', { name: 'Share by a link' });
    await sharing.getByRole('combobox', { name: 'The link ends' }).selectOption('friday');
    await sharing.getByRole('button', { name: 'Make the link' }).click();
    const ready = page.getByRole('dialog', { name: 'The link is ready' });
    const words = (await ready.getByText(/until /).textContent()) ?? '';
    assert.equal(new Date(/until ([^.]+)/.exec(words)?.[1] ?? '').getDay(), 5, words);
    await ready.getByRole('button', { name: 'Done' }).click();

    // Deleted by mistake, and there again.
    const seed = /Seed\s+(\d+)/.exec(await viewer.innerText())?.[1] ?? '';
    await page.keyboard.press('Delete');
    await viewer.getByText('Moved to the trash').waitFor();
    await viewer.getByText(seed, { exact: true }).waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    await viewer.getByText(seed, { exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.goto('/images');
    await page.getByText('40,009 pictures').first().waitFor();
  }));

// axe-core over every page and dialog, wide and narrow, in light, dark and high contrast: it finds nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from './axe.mjs';
import { stage } from './stage.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { visit } = stage();
const lora = 'Harvest Moon';
const prompt = 'three pumpkins under a full moon';

const looks = /** @type {const} */ ([
  { name: 'light', colorScheme: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: 'high contrast, light', colorScheme: 'light', contrast: 'more' },
  { name: 'high contrast, dark', colorScheme: 'dark', contrast: 'more' },
]);
const sizes = [
  { name: '1440', viewport: { width: 1440, height: 900 } },
  { name: '360', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
];

/** @param {Page} page */
function everyState(page) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} place */
  const look = async (place) => {
    await page.waitForLoadState('networkidle');
    found.push(...(await findings(page)).map((finding) => `${place}: ${finding}`));
  };
  /** @param {string} path @param {string} heading */
  const go = async (path, heading) => {
    await page.goto(path);
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(path);
  };
  return { found, look, go };
}

/** @param {Page} page @param {ReturnType<typeof everyState>} states */
async function signedOut(page, { look, go }) {
  await go('/loras', 'LoRAs');
  await go('/images', 'Sign in to see your pictures');
  await go('/nowhere', 'There is nothing here');
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await look('sign in');
  await page.keyboard.press('Escape');
  await page.goto('/loras');
  await signInWithoutWallet(page);
}

/** @param {Page} page @param {ReturnType<typeof everyState>} states */
async function dialogs(page, { look }) {
  await page.goto('/loras');
  const dialog = await openGenerate(page, lora);
  await dialog.getByText('Advanced').click();
  await look('generate, advanced');
  await dialog.getByText('Advanced').click();
  await generate(dialog, prompt);
  await allReady(dialog, prompt, 4);
  await look('generate, done');
  await page.goto('/loras');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await look('import');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('option').first().waitFor();
  await look('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await look('keys');
}

/** @param {Page} page @param {ReturnType<typeof everyState>} states */
async function pages(page, { look, go }) {
  await go('/loras', 'LoRAs');
  await page.getByRole('link', { name: lora }).click();
  await page.getByRole('heading', { name: lora, level: 1 }).waitFor();
  await page.getByText('About this LoRA').click();
  await look('a LoRA');
  await go('/images', 'Your images');
  await page.getByRole('img', { name: prompt }).first().click();
  await page.getByRole('dialog').waitFor();
  await look('a picture');
  await go('/people', 'People');
  await go('/train', 'Train a LoRA');
  await go('/settings', 'Settings');
}

for (const { name: size, ...device } of sizes) {
  for (const { name, ...look } of looks) {
    test(`nothing is found at ${size}, ${name}`, () =>
      visit(
        async (page) => {
          const states = everyState(page);
          await signedOut(page, states);
          await dialogs(page, states);
          await pages(page, states);
          assert.deepEqual(states.found, []);
        },
        { ...device, ...look, reducedMotion: 'reduce' },
      ));
  }
}

// What the tests and the screenshots do over and over.

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
export async function signInWithoutWallet(page) {
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /Continue without a wallet/ }).click();
  await page.getByRole('button', { name: /^Account/ }).waitFor();
}

/**
 * @param {Page} page
 * @param {string} lora
 */
export async function openGenerate(page, lora) {
  await page.getByRole('button', { name: `Generate with ${lora}` }).click();
  const dialog = page.getByRole('dialog', { name: `Generate with ${lora}` });
  await dialog.getByRole('textbox', { name: 'Prompt' }).waitFor();
  return dialog;
}

/**
 * Fills and sends the form.
 * @param {import('playwright-core').Locator} place
 * @param {string} prompt
 * @param {{ count?: number }} [options]
 */
export async function generate(place, prompt, { count = 4 } = {}) {
  await place.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await place.getByRole('radio', { name: String(count), exact: true }).check();
  await place.getByRole('button', { name: /^Generate \d/ }).click();
}

/**
 * Waits until a batch shows all its pictures.
 * @param {import('playwright-core').Locator} place
 * @param {string} prompt
 * @param {number} count
 */
export async function allReady(place, prompt, count) {
  const batch = place.getByRole('article', { name: `Batch: ${prompt}` }).first();
  await batch
    .getByText(`${count} picture${count === 1 ? '' : 's'} ready`, { exact: true })
    .waitFor({ timeout: 120_000 });
  return batch;
}

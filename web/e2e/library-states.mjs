// What is done with pictures once they are made, for the screenshots: the trash, shared links, the ladder, the operator's page.
import { signInWithoutWallet } from './steps.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {(page: Page, name: string) => Promise<void>} Shoot */

/** The key whose wallet the program knows as its operator's, in a run that is only looked at. */
const kOperatorKey = `0x${'0'.repeat(63)}1`;

/**
 * @param {Page} page
 * @param {string} url
 * @param {Shoot} shoot
 */
export async function trashStates(page, url, shoot) {
  await page.goto(`${url}/images?q=is%3Atrashed`);
  await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
  await shoot(page, 'trash-empty');
  await page.goto(`${url}/images`);
  for (let times = 0; times < 3; times += 1) {
    await page.getByRole('list', { name: 'Your pictures' }).getByRole('link').first().focus();
    const gone = page.waitForResponse(/images\.trash/);
    await page.keyboard.press('Delete');
    await gone;
  }
  await shoot(page, 'trash-toast');
  await page.goto(`${url}/images?q=is%3Atrashed`);
  await page.getByRole('button', { name: 'Empty the trash' }).waitFor();
  await shoot(page, 'trash-filled');
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await shoot(page, 'trash-question');
  await page.keyboard.press('Escape');
  await page.getByRole('list', { name: 'Your pictures' }).getByRole('link').first().focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
}

/**
 * @param {Page} page
 * @param {string} url
 */
async function openSharing(page, url) {
  await page.goto(`${url}/images`);
  await page.getByRole('listitem').getByRole('link').nth(1).click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  return page.getByRole('dialog', { name: 'Share by a link' });
}

/**
 * @param {Page} page
 * @param {string} url
 * @param {Shoot} shoot
 * @param {() => Promise<Page>} asStranger
 */
export async function shareStates(page, url, shoot, asStranger) {
  await page.goto(`${url}/settings`);
  await page.getByRole('heading', { name: 'Shared links' }).scrollIntoViewIfNeeded();
  await shoot(page, 'shares-none');

  const dialog = await openSharing(page, url);
  await shoot(page, 'share-dialog');
  await dialog.getByText('The whole batch').click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('The lighthouse');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const ready = page.getByRole('dialog', { name: 'The link is ready' });
  const open = await ready.getByRole('textbox', { name: 'Link' }).inputValue();
  await shoot(page, 'share-ready');
  const locking = await openSharing(page, url);
  await locking.getByRole('combobox', { name: 'The link ends' }).selectOption('friday');
  await locking.getByRole('textbox', { name: 'Password' }).fill('open sesame');
  await locking.getByRole('button', { name: 'Make the link' }).click();
  const locked = await ready.getByRole('textbox', { name: 'Link' }).inputValue();

  await page.goto(`${url}/settings`);
  await page.getByRole('button', { name: 'End the link to The lighthouse' }).waitFor();
  await page.getByRole('heading', { name: 'Shared links' }).scrollIntoViewIfNeeded();
  await shoot(page, 'shares-list');

  const stranger = await asStranger();
  await stranger.goto(open);
  await stranger.getByRole('heading', { name: 'The lighthouse' }).waitFor();
  await shoot(stranger, 'shared-page');
  await stranger.getByRole('list', { name: 'Pictures' }).getByRole('link').first().click();
  await shoot(stranger, 'shared-viewer');
  await stranger.goto(locked);
  await stranger.getByLabel('Password').waitFor();
  await shoot(stranger, 'shared-locked');

  await page.getByRole('button', { name: 'End the link to The lighthouse' }).click();
  await shoot(page, 'share-end-question');
  await page.getByRole('button', { name: 'End the link', exact: true }).click();
  await page.getByText('The link has ended').first().waitFor();
  await stranger.goto(open);
  await stranger.getByRole('heading', { name: 'This link has ended' }).waitFor();
  await shoot(stranger, 'shared-ended');
  for (const end of await page.getByRole('button', { name: /^End the link to/ }).all()) {
    await end.click();
    await page.getByRole('button', { name: 'End the link', exact: true }).click();
  }
}

/**
 * Takes a unit of the quota.
 * @param {Page} page
 * @param {string} url
 * @param {Shoot} shoot
 */
export async function ladderStates(page, url, shoot) {
  await page.goto(`${url}/loras`);
  await page.getByRole('link', { name: 'Harvest Moon' }).click();
  await page.getByRole('button', { name: 'Find my strength' }).click();
  const dialog = page.getByRole('dialog', { name: /^Find my strength/ });
  await shoot(page, 'ladder-empty');
  await dialog.getByRole('textbox', { name: 'Prompt' }).fill('a fox in the autumn forest');
  await dialog.getByRole('button', { name: 'Make the ladder' }).click();
  await dialog.getByText(/^[1-6] of 7 pictures ready/).waitFor();
  await shoot(page, 'ladder-running');
  await dialog.getByText(/of 7 pictures ready/).waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: /^Use \d/ }).waitFor();
  await shoot(page, 'ladder-done');
}

/**
 * @param {Page} page
 * @param {string} url
 * @param {Shoot} shoot
 */
export async function operatorStates(page, url, shoot) {
  await page.goto(`${url}/settings`);
  await signInWithoutWallet(page);
  await page.goto(`${url}/admin`);
  await page.getByText(/^Only the operator/).waitFor();
  await shoot(page, 'admin-refused');
  await page.goto(`${url}/settings`);
  await page.getByRole('heading', { name: 'Signed in on' }).scrollIntoViewIfNeeded();
  await shoot(page, 'sessions');
  await page.getByRole('button', { name: 'Import a key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a key' });
  await dialog.getByRole('textbox', { name: 'Key' }).fill(kOperatorKey);
  await shoot(page, 'import-key');
  await dialog.getByRole('button', { name: 'Import and sign in' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.goto(`${url}/admin`);
  const usage = page.getByRole('table', { name: 'Usage and cost by wallet' });
  await usage.waitFor();
  await shoot(page, 'admin');
  await usage.scrollIntoViewIfNeeded();
  await shoot(page, 'admin-usage');
}

// Everything works by keyboard alone, on a small phone, and in the dark.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

const { visit } = stage();

/** @typedef {import('playwright-core').Page} Page */

/**
 * Presses Tab until the element has the focus.
 * @param {Page} page
 * @param {import('playwright-core').Locator} target
 */
async function tabTo(page, target) {
  await target.waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** @param {import('playwright-core').Locator} target */
const hasFocus = (target) => target.evaluate((element) => element === document.activeElement);

test('a picture is made and seen with the keyboard alone, and the focus always comes back', () =>
  visit(async (page) => {
    await page.goto('/loras');
    const button = page.getByRole('button', { name: 'Generate with Tall Tales' });
    await button.waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await hasFocus(page.getByRole('link', { name: 'Skip to the content' })), true);
    await tabTo(page, button);
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog', { name: 'Generate with Tall Tales' });
    const prompt = dialog.getByRole('textbox', { name: 'Prompt' });
    await prompt.waitFor();
    assert.equal(await hasFocus(prompt), true);
    await page.keyboard.type('an owl in the forest');
    await page.keyboard.press('Control+Enter');
    const signIn = page.getByRole('dialog', { name: 'Sign in' });
    await tabTo(page, signIn.getByRole('button', { name: /Continue without a wallet/ }));
    await page.keyboard.press('Enter');
    const batch = await allReady(dialog, 'an owl in the forest', 4);

    await tabTo(page, batch.getByRole('button', { name: /picture 1 of 4/ }));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Picture' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Picture' }).waitFor({ state: 'detached' });
    assert.equal(await hasFocus(batch.getByRole('button', { name: /picture 1 of 4/ })), true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await hasFocus(button), true);
  }));

test('the menu of people is opened, walked and left by keyboard', () =>
  visit(async (page) => {
    await page.goto('/people');
    await signInWithoutWallet(page);
    const trigger = page.getByRole('button', { name: 'Profile: Everyone' });
    await trigger.focus();
    await page.keyboard.press('Enter');
    const everyone = page.getByRole('menuitemradio', { name: 'Everyone' });
    await everyone.waitFor();
    assert.equal(await hasFocus(everyone), true);

    await page.keyboard.press('ArrowDown');
    assert.equal(await hasFocus(page.getByRole('menuitem', { name: 'Add people' })), true);
    await page.keyboard.press('Escape');

    await everyone.waitFor({ state: 'detached' });
    assert.equal(await hasFocus(trigger), true);
  }));

/** @param {Page} page */
async function assertFits(page) {
  const { width, content } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    content: document.documentElement.scrollWidth,
  }));
  assert.ok(content <= width, `${page.url()} is ${content} pixels wide on ${width}`);
}

test('nothing is wider than a phone of 360 pixels', () =>
  visit(
    async (page) => {
      await page.goto('/loras');
      await signInWithoutWallet(page);
      const dialog = await openGenerate(page, 'Riso Duo');
      await dialog.getByText('Advanced').click();
      await assertFits(page);
      const box = await dialog.boundingBox();
      assert.deepEqual([box?.x, box?.width], [0, 360]);
      await generate(dialog, 'a balloon over the hills', { count: 2 });
      await allReady(dialog, 'a balloon over the hills', 2);
      assert.equal(await dialog.evaluate((element) => element.scrollTop), 0);
      await dialog.getByRole('button', { name: 'Gallery' }).click();
      await page.getByRole('list', { name: /^Pictures made with/ }).waitFor();
      await page.getByText('About this LoRA').click();
      await assertFits(page);

      for (const place of ['loras', 'images', 'people', 'settings']) {
        await page.goto(`/${place}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForTimeout(150);
        await assertFits(page);
      }
      await page.goto('/images');
      await page.getByRole('list', { name: 'Your pictures' }).getByRole('link').first().click();
      await page.getByRole('button', { name: 'Copy recipe' }).waitFor();
      await assertFits(page);
    },
    { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  ));

test('targets for thumbs are at least 44 pixels high', () =>
  visit(
    async (page) => {
      await page.goto('/loras');
      await signInWithoutWallet(page);
      await page
        .getByRole('button', { name: /^Generate with/ })
        .first()
        .waitFor();

      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, nav a')]
          .filter((element) => element.checkVisibility())
          .map((element) => ({
            name: element.ariaLabel ?? element.textContent,
            height: element.getBoundingClientRect().height,
          }))
          .filter(({ height }) => height < 44),
      );

      assert.deepEqual(small, []);
    },
    { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  ));

/** @param {Page} page */
function lightnessOfPage(page) {
  return page.evaluate(() => {
    const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? [];
    return Number(red);
  });
}

test('the page is dark where the system is, and remembers another choice', () =>
  visit(
    async (page) => {
      await page.goto('/settings');
      await page.getByRole('radio', { name: 'System', exact: true }).waitFor();
      assert.ok((await lightnessOfPage(page)) < 40);

      await page.getByRole('radio', { name: 'Light' }).check();
      assert.ok((await lightnessOfPage(page)) > 220);
      await page.reload();
      assert.ok((await lightnessOfPage(page)) > 220);

      await page.getByRole('button', { name: 'Dark theme' }).click();
      assert.ok((await lightnessOfPage(page)) < 40);
    },
    { colorScheme: 'dark' },
  ));

test('an address that leads nowhere says so, and one that is not one’s own stays closed', () =>
  visit(
    async (page) => {
      await page.goto('/nowhere');
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      await page.goto(`/loras/${'0'.repeat(32)}`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      await page.goto(`/images/${'0'.repeat(32)}`);
      await page.getByRole('heading', { name: 'There is no such picture' }).waitFor();
    },
    { expected: /404/ },
  ));

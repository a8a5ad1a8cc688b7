// From a picture of one's own to what a stranger sees of it, and the end of that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

const { visit } = stage({ LIKENESS_ENGINE_THREADS: '1' });
const prompt = 'a fox in the forest';

/**
 * Makes a batch and opens the viewer at its first picture.
 * @param {import('playwright-core').Page} page
 */
async function makePictures(page) {
  await page.goto('/loras');
  await signInWithoutWallet(page);
  const dialog = await openGenerate(page, 'Neon Arcade');
  await generate(dialog, prompt, { count: 2 });
  await allReady(dialog, prompt, 2);
  await page.goto('/images');
  await page.getByRole('list', { name: 'Your pictures' }).getByRole('link').first().click();
  await page.getByRole('dialog', { name: 'Picture' }).getByText(prompt).first().waitFor();
}

test('a picture is shared by a link, seen by a stranger without its prompt, and the link is ended', () =>
  visit(async (page, context) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await makePictures(page);
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share by a link' });
    await dialog.getByText('The whole batch').click();
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Two foxes');
    await dialog.getByRole('combobox', { name: 'The link ends' }).selectOption('friday');
    await dialog.getByRole('textbox', { name: 'Password' }).fill('open sesame');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const ready = page.getByRole('dialog', { name: 'The link is ready' });
    await ready.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Link copied. Asks for the password.').first().waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Picture' }).waitFor();

    await visit(
      async (stranger) => {
        await stranger.goto(link);
        await stranger.getByLabel('Password').fill('guess');
        await stranger.keyboard.press('Enter');
        await stranger.getByText('This is not the password.').waitFor();
        await stranger.getByLabel('Password').fill('open sesame');
        await stranger.keyboard.press('Enter');
        await stranger.getByRole('heading', { name: 'Two foxes' }).waitFor();
        const pictures = stranger.getByRole('list', { name: 'Pictures' }).getByRole('link');
        assert.equal(await pictures.count(), 2);
        assert.equal(await stranger.getByRole('banner').count(), 0);
        await pictures.first().press('Enter');
        const viewer = stranger.getByRole('dialog', { name: 'Picture' });
        await viewer.getByText('1 of 2').waitFor();
        await stranger.keyboard.press('ArrowRight');
        await viewer.getByText('2 of 2').waitFor();
        const whole = viewer.getByRole('img', { name: 'Picture 2 of 2' });
        await stranger.waitForFunction(
          (image) => image instanceof HTMLImageElement && image.naturalWidth === 1024,
          await whole.elementHandle(),
        );
        const download = stranger.waitForEvent('download');
        await viewer.getByRole('link', { name: 'Download' }).click();
        assert.match((await download).suggestedFilename(), /^likeness-[0-9a-f]{8}\.jpg$/);
        await stranger.keyboard.press('Escape');
        await viewer.waitFor({ state: 'detached' });
        assert.ok(!(await stranger.content()).includes(prompt));
        await stranger.reload();
        await stranger.getByRole('heading', { name: 'Two foxes' }).waitFor();

        await page.goto('/settings');
        const row = page.getByRole('listitem').filter({ hasText: 'Two foxes' });
        await row.getByText('opened 2 times').waitFor();
        await row.getByRole('button', { name: 'End the link to Two foxes' }).click();
        await page.getByRole('button', { name: 'End the link', exact: true }).click();
        await page.getByText('The link has ended').first().waitFor();

        await stranger.reload();
        await stranger.getByRole('heading', { name: 'This link has ended' }).waitFor();
      },
      // The browser's own note of a wrong password, and of a page that is gone.
      { expected: /status of (403|404)/ },
    );
  }));

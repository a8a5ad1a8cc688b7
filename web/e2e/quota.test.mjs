// What happens when everything is used up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

const { visit } = stage({ LIKENESS_QUOTA: '1/24h' });

test('the last generation used, the form says when the next one returns', () =>
  visit(async (page) => {
    await page.goto('/loras');
    await signInWithoutWallet(page);
    const dialog = await openGenerate(page, 'Tall Tales');
    await dialog.getByText('1 of 1 generations remaining today').waitFor();
    await generate(dialog, 'a fox', { count: 1 });
    await allReady(dialog, 'a fox', 1);

    await dialog.getByRole('button', { name: /^Next generation / }).waitFor();
    const line = dialog.getByText(/^0 of 1 generations remaining today/);
    assert.match(
      (await line.textContent()) ?? '',
      /Next one returns .*\d\d:\d\d( [AP]M)? \(in 2[34] h/,
    );
    assert.equal(await dialog.getByRole('button', { name: 'Generate again' }).isDisabled(), true);
  }));

test('a batch that comes too late is refused in words', () =>
  visit(
    async (page, context) => {
      await page.goto('/loras');
      await signInWithoutWallet(page);
      const dialog = await openGenerate(page, 'Tall Tales');
      await dialog.getByText('1 of 1 generations remaining today').waitFor();
      const otherTab = await context.newPage();
      await otherTab.goto('/loras');
      await generate(await openGenerate(otherTab, 'Mira'), 'a portrait', { count: 1 });
      await otherTab.getByRole('article').getByRole('status').first().waitFor();

      await generate(dialog, 'a fox', { count: 1 });

      const alert = dialog.getByRole('alert').filter({ hasText: /\S/ });
      assert.match((await alert.textContent()) ?? '', /generation/i);
      await dialog.getByRole('button', { name: /^Next generation / }).waitFor();
    },
    { expected: /429/ },
  ));

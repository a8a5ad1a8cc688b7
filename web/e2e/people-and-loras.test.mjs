// What one owns: people and LoRAs.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fluxLora, paperfluxLora } from './adapters.mjs';
import { stage } from './stage.mjs';
import { allReady, generate, signInWithoutWallet } from './steps.mjs';

const { visit } = stage();

/** @param {import('playwright-core').Page} page */
async function addPerson(page, first = 'Ada', last = 'Lovelace') {
  await page.getByRole('textbox', { name: 'First name' }).fill(first);
  await page.getByRole('textbox', { name: 'Last name' }).fill(last);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { name: `${first} ${last}` }).waitFor();
}

test('people are added, picked in the header, renamed and removed', () =>
  visit(async (page) => {
    await page.goto('/people');
    await signInWithoutWallet(page);
    await addPerson(page);
    await addPerson(page, 'Grace', 'Hopper');

    await page.getByRole('button', { name: 'Profile: Everyone' }).click();
    await page.getByRole('menuitemradio', { name: 'Grace Hopper' }).click();
    assert.match(
      (await page.evaluate(() => localStorage.getItem('selectedUserId'))) ?? '',
      /^\d+$/,
    );
    await page.goto('/images');
    await page.getByRole('heading', { name: 'Grace Hopper’s images' }).waitFor();
    await page.goto('/loras');
    await page.getByRole('heading', { name: 'Grace Hopper has no LoRA yet' }).waitFor();
    await page.getByRole('button', { name: 'Show all LoRAs' }).click();
    await page.getByRole('button', { name: 'Generate with Mira' }).waitFor();

    await page.goto('/people');
    await page.getByRole('button', { name: 'Rename Grace Hopper' }).click();
    const row = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: 'Save' }) });
    await row.getByRole('textbox', { name: 'Last name' }).fill('Murray');
    await row.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Profile: Grace Murray' }).waitFor();
    await page.getByRole('button', { name: 'Remove Grace Murray' }).click();
    await page.getByRole('button', { name: 'Remove Grace', exact: true }).click();
    await page.getByRole('button', { name: 'Profile: Everyone' }).waitFor();
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    assert.equal(await page.getByRole('heading', { level: 2, name: /Grace/ }).count(), 0);
  }));

test('a LoRA file comes in, makes a picture, is edited and removed', () =>
  visit(async (page) => {
    const folder = await mkdtemp(join(tmpdir(), 'likeness-e2e-lora-'));
    const file = join(folder, 'my-style.safetensors');
    await writeFile(file, paperfluxLora({ title: 'My own style', trigger: 'mystl' }));
    await page.goto('/people');
    await signInWithoutWallet(page);
    await addPerson(page);
    await page.goto('/loras');

    await page.getByRole('button', { name: 'Import', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Import a LoRA' });
    await dialog.getByLabel('LoRA file').setInputFiles(file);
    await dialog.getByRole('combobox', { name: 'Person' }).selectOption('Ada Lovelace');
    await dialog.getByRole('button', { name: 'Import' }).click();
    const note = page.getByRole('dialog', { name: 'My own style is here' });
    await note.getByText('mystl').waitFor();
    await note.getByRole('button', { name: 'Generate with it' }).click();
    const form = page.getByRole('dialog', { name: 'Generate with My own style' });
    await generate(form, 'a red balloon', { count: 1 });
    await allReady(form, 'a red balloon', 1);

    await form.getByRole('button', { name: 'Gallery' }).click();
    await page.getByText('Ada Lovelace').first().waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit My own style' });
    await edit.getByRole('textbox', { name: 'Name' }).fill('Papercuts');
    await edit.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Papercuts', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Remove Papercuts' }).click();
    await page.getByRole('button', { name: 'Remove the LoRA' }).click();
    await page.waitForURL('**/loras');
    await page.getByRole('button', { name: 'Generate with Mira' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Papercuts' }).count(), 0);
    await page.goto('/images');
    await page.getByRole('img', { name: 'a red balloon' }).waitFor();
    await rm(folder, { recursive: true });
  }));

test('a LoRA for another model says so, and a file that is none is refused in words', () =>
  visit(
    async (page) => {
      await page.goto('/loras');
      await signInWithoutWallet(page);
      const file = (/** @type {Buffer} */ buffer) => ({
        name: 'face.safetensors',
        mimeType: 'application/octet-stream',
        buffer,
      });

      await page.getByRole('button', { name: 'Import', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Import a LoRA' });
      await dialog.getByLabel('LoRA file').setInputFiles(file(Buffer.from('not weights at all')));
      await dialog.getByRole('button', { name: 'Import' }).click();
      const alert = dialog.getByRole('alert').filter({ hasText: /\S/ });
      assert.match((await alert.textContent()) ?? '', /\w+ .*\./);

      await dialog.getByLabel('LoRA file').setInputFiles(file(fluxLora()));
      await dialog.getByRole('button', { name: 'Import' }).click();
      const note = page.getByRole('dialog', { name: 'A face is here' });
      await note.getByText(/no engine of this server can use it/).waitFor();
      assert.equal(await note.getByRole('button', { name: 'Generate with it' }).isDisabled(), true);
    },
    { expected: /400|422/ },
  ));

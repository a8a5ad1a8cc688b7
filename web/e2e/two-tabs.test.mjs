// Two windows of the same person: what happens in one shows in the other, without a reload.
import { test } from 'node:test';
import { stage } from './stage.mjs';
import { allReady, generate, openGenerate, signInWithoutWallet } from './steps.mjs';

const { visit } = stage();

test('what is made, loved and thrown away in one tab shows in the other', () =>
  visit(async (gallery, context) => {
    await gallery.goto('/images');
    await signInWithoutWallet(gallery);
    await gallery.getByText('No pictures yet').waitFor();

    const other = await context.newPage();
    await other.goto('/loras');
    const dialog = await openGenerate(other, 'Riso Duo');
    await generate(dialog, 'a heron in two tabs', { count: 1 });
    await allReady(dialog, 'a heron in two tabs', 1);
    const picture = gallery.getByRole('listitem').getByRole('img', { name: /heron in two tabs/ });
    await picture.waitFor();

    await other.goto('/images');
    await other.getByRole('img', { name: /heron in two tabs/ }).click();
    await other.keyboard.press('f');
    await gallery.getByRole('button', { name: 'Favourite', pressed: true }).waitFor();
    await other.keyboard.press('Delete');
    await picture.waitFor({ state: 'detached' });

    await other.getByRole('button', { name: 'Undo' }).click();
    await picture.waitFor();
  }));

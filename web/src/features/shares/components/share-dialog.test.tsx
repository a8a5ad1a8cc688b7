import type { CreateShareInput } from '@/api/router';
import { makeShare } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { answer, inputsOf, refusal } from '@/testing/server';
import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ShareDialog, type Shareable } from './share-dialog';

const onClose = vi.fn();
const picture = { imageIds: ['a'.repeat(32)] };

function open(what: Shareable = picture, batchId?: string) {
  return show(
    <ShareDialog what={what} onClose={onClose} {...(batchId === undefined ? {} : { batchId })} />,
  );
}

const wished = () => inputsOf('shares.create')[0] as CreateShareInput;

function made({ title, password, showsRecipe, expiresAt }: CreateShareInput) {
  return makeShare({
    title: title ?? '',
    hasPassword: Boolean(password),
    showsRecipe: showsRecipe ?? false,
    expiresAt: expiresAt ?? null,
  });
}

beforeEach(() => {
  answer({
    'shares.create': (wish) => made(wish),
  });
});

describe('The dialog to share', () => {
  test('makes a link that tells nothing and ends in a week unless told otherwise', async () => {
    const { user } = open();
    const before = Date.now();

    await user.click(screen.getByRole('button', { name: 'Make the link' }));

    const link = await screen.findByRole('textbox', { name: 'Link' });
    expect(link).toHaveValue(makeShare().url);
    const wish = wished();
    expect(wish).toMatchObject({ ...picture, showsRecipe: false, showsOwner: false });
    expect(wish.password).toBeUndefined();
    const days = (new Date(wish.expiresAt ?? 0).getTime() - before) / 86_400_000;
    expect(days).toBeCloseTo(7, 1);
  });

  test('copies the link and says what it opens', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Make the link' }));

    const copy = await screen.findByRole('button', { name: 'Copy link' });
    expect(copy).toHaveFocus();
    await user.click(copy);

    expect(await screen.findByText('Link copied. Opens without the prompt.')).toBeInTheDocument();
    expect(await navigator.clipboard.readText()).toBe(makeShare().url);
  });

  test('sends all that was wished, and warns that the prompt is shown', async () => {
    const { user } = open();
    await user.type(screen.getByRole('textbox', { name: 'Title' }), ' Three foxes ');
    await user.selectOptions(screen.getByRole('combobox', { name: 'The link ends' }), 'never');
    await user.click(screen.getByRole('switch', { name: 'Show how they were made' }));
    await user.click(screen.getByRole('switch', { name: 'Show my wallet address' }));

    await user.click(screen.getByRole('button', { name: 'Make the link' }));
    await user.click(await screen.findByRole('button', { name: 'Copy link' }));

    expect(inputsOf('shares.create')).toEqual([
      { ...picture, title: 'Three foxes', showsRecipe: true, showsOwner: true },
    ]);
    expect(await screen.findByText('Link copied. Opens with the prompt.')).toBeInTheDocument();
  });

  test('ends on a day of one’s own', async () => {
    const { user } = open();
    await user.selectOptions(screen.getByRole('combobox', { name: 'The link ends' }), 'date');
    const day = screen.getByLabelText('Last day');
    await user.clear(day);
    await user.type(day, '2099-05-01');

    await user.click(screen.getByRole('button', { name: 'Make the link' }));
    await screen.findByRole('textbox', { name: 'Link' });

    expect(wished().expiresAt).toBe(new Date('2099-05-01T23:59:59').toISOString());
  });

  test('wants a password of some length, and sends it', async () => {
    const { user } = open();
    const password = screen.getByRole('textbox', { name: 'Password' });

    await user.type(password, 'abc');
    await user.click(screen.getByRole('button', { name: 'Make the link' }));
    expect(password).toBeInvalid();
    expect(screen.getByText('At least 4 characters')).toBeInTheDocument();
    expect(inputsOf('shares.create')).toEqual([]);

    await user.type(password, 'd');
    await user.click(screen.getByRole('button', { name: 'Make the link' }));
    await user.click(await screen.findByRole('button', { name: 'Copy link' }));
    expect(wished().password).toBe('abcd');
    expect(await screen.findByText('Link copied. Asks for the password.')).toBeInTheDocument();
  });

  test('shares the whole batch of a picture instead', async () => {
    const { user } = open(picture, 'b'.repeat(32));

    await user.click(screen.getByRole('radio', { name: 'The whole batch' }));
    await user.click(screen.getByRole('button', { name: 'Make the link' }));
    await screen.findByRole('textbox', { name: 'Link' });

    expect(wished()).toMatchObject({ batchId: 'b'.repeat(32) });
    expect(wished()).not.toHaveProperty('imageIds');
  });

  test('says which pictures are meant', () => {
    open({ imageIds: ['a'.repeat(32), 'b'.repeat(32)] });
    expect(
      screen.getByText('Whoever has the link sees these 2 pictures. No account needed.'),
    ).toBeInTheDocument();
  });

  test('says what the server refuses, beside its field', async () => {
    answer({
      'shares.create': () => {
        throw refusal('BAD_REQUEST', 'expiresAt: must be in the future', {
          errors: [{ path: 'expiresAt', message: 'must be in the future' }],
        });
      },
    });
    const { user } = open();

    await user.click(screen.getByRole('button', { name: 'Make the link' }));

    expect(await screen.findByText('must be in the future')).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'The link ends' })).toBeInvalid();
  });

  test('keeps arrow keys from what lies below', async () => {
    const below = vi.fn();
    addEventListener('keydown', below);
    const { user } = open();
    await user.click(screen.getByRole('textbox', { name: 'Title' }));

    await user.keyboard('{ArrowLeft}');

    removeEventListener('keydown', below);
    expect(below).not.toHaveBeenCalled();
    expect(
      within(screen.getByRole('dialog')).getByRole('textbox', { name: 'Title' }),
    ).toHaveFocus();
  });
});

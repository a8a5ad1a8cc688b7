import type { SharedImage, SharedPage } from '@/api/router';
import { makeSharedImage, makeSharedPage } from '@/testing/fixtures';
import { openPage } from '@/testing/render-app';
import { answer, inputsOf, refusal } from '@/testing/server';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';

const token = 'Tok-en_1'.repeat(4);
const address = `/s/${token}`;

function opens(changes: Partial<SharedPage> = {}): void {
  answer({ 'shares.open': () => makeSharedPage(changes) });
}

function three(changes: Partial<SharedImage> = {}): SharedImage[] {
  return [0, 1, 2].map((at) => makeSharedImage(at, changes));
}

beforeEach(() => {
  sessionStorage.clear();
  opens({ items: three(), imageCount: 3 });
});

describe('A shared link', () => {
  test('shows the pictures and nothing of the studio, and asks for nobody’s session', async () => {
    openPage(address);

    const pictures = await screen.findByRole('list', { name: 'Pictures' });
    expect(within(pictures).getAllByRole('link')).toHaveLength(3);
    expect(screen.getByRole('heading', { level: 1, name: 'Shared pictures' })).toBeInTheDocument();
    expect(screen.getByText('3 pictures')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Made with Likeness' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Sign in|Account/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
    expect(inputsOf('auth.session')).toEqual([]);
    expect(inputsOf('shares.open')).toMatchObject([{ token, limit: 40 }]);
  });

  test('tells title, LoRA, owner and end where they are given', async () => {
    opens({
      title: 'Three foxes',
      loraName: 'Noir',
      owner: '0x00000000000000000000000000000000000000A1',
      expiresAt: '2027-03-01T12:00:00Z',
      items: three(),
    });
    openPage(address);

    const head = within(await screen.findByRole('main'));
    expect(await head.findByRole('heading', { name: 'Three foxes' })).toBeInTheDocument();
    expect(head.getByText('Noir')).toBeInTheDocument();
    expect(head.getByText('by 0x0000…00A1')).toBeInTheDocument();
    expect(head.getByText(/^until .*2027$/)).toBeInTheDocument();
    await waitFor(() => expect(document.title).toBe('Three foxes · Likeness'));
  });

  test('shows a picture large, steps with the arrow keys, and closes where it was opened', async () => {
    const { user, router } = openPage(address);
    const link = (await screen.findAllByRole('link', { name: /^Picture/ }))[1];

    await user.click(link ?? document.body);
    const viewer = await screen.findByRole('dialog', { name: 'Picture' });
    expect(within(viewer).getByText('2 of 3')).toBeInTheDocument();
    await user.keyboard('{ArrowRight}');
    expect(await within(viewer).findByText('3 of 3')).toBeInTheDocument();
    expect(within(viewer).getByRole('button', { name: 'Next picture' })).toBeDisabled();
    expect(within(viewer).getByRole('link', { name: 'Download' })).toHaveAttribute(
      'href',
      makeSharedImage(2).fileUrl,
    );
    expect(within(viewer).queryByRole('complementary')).not.toBeInTheDocument();
    await user.click(within(viewer).getByRole('button', { name: 'Close' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(router.state.location.href).toBe(address);
  });

  test('tells the recipe where its owner does', async () => {
    const recipe = {
      prompt: 'a fox in the forest',
      loraName: 'Noir',
      trigger: 'nrstyl',
      loraScale: 1.2,
      seed: '18446744073709551615',
      numInferenceSteps: 28,
      guidanceScale: 3.5,
      engine: 'paperflux',
    };
    opens({ items: three({ recipe }) });
    const { user } = openPage(address);

    await user.click(
      (await screen.findAllByRole('link', { name: recipe.prompt }))[0] ?? document.body,
    );

    const panel = await screen.findByRole('complementary', { name: 'Recipe' });
    expect(within(panel).getByText(recipe.prompt)).toBeInTheDocument();
    expect(within(panel).getByText(recipe.seed)).toBeInTheDocument();
  });

  test('that has ended says so', async () => {
    answer({
      'shares.open': () => {
        throw refusal('NOT_FOUND', 'This link has ended, or there never was one.');
      },
    });
    openPage(address);

    expect(await screen.findByRole('heading', { name: 'This link has ended' })).toBeInTheDocument();
  });

  test('without a picture says so', async () => {
    opens({ items: [], imageCount: 0 });
    openPage(address);

    expect(
      await screen.findByRole('heading', { name: 'There is nothing to see yet' }),
    ).toBeInTheDocument();
  });
});

describe('A shared link with a password', () => {
  beforeEach(() => {
    answer({
      'shares.open': ({ pass }) =>
        pass === 'a pass'
          ? makeSharedPage({ items: three(), imageCount: 3 })
          : makeSharedPage({ isLocked: true, kind: null, imageCount: 0 }),
      'shares.unlock': ({ password }) => {
        if (password !== 'open sesame') {
          throw refusal('FORBIDDEN', 'This is not the password.');
        }
        return { pass: 'a pass', expiresAt: '2027-03-01T12:00:00Z' };
      },
    });
  });

  test('says when it is not the right one', async () => {
    const { user } = openPage(address);

    await user.type(await screen.findByLabelText('Password'), 'guess{Enter}');

    expect(await screen.findByText('This is not the password.')).toBeInTheDocument();
    expect(screen.getByLabelText('Password')).toBeInvalid();
  });

  test('opens with it, and again after a reload', async () => {
    const { user } = openPage(address);
    await user.type(await screen.findByLabelText('Password'), 'open sesame');
    await user.click(screen.getByRole('button', { name: 'Show the pictures' }));

    expect(await screen.findByRole('list', { name: 'Pictures' })).toBeInTheDocument();
    expect(sessionStorage.getItem(`share:${token}`)).toBe('a pass');
  });
});

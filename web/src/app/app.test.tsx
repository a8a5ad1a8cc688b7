import { sessionQuery } from '@/lib/session';
import { queryClient } from '@/lib/query-client';
import { answer, inputsOf, refusal } from '@/testing/server';
import {
  makeBatch,
  makeDetail,
  makeImage,
  makeIndex,
  makeLora,
  makePerson,
  makeRow,
} from '@/testing/fixtures';
import { openPage } from '@/testing/render-app';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';

const lora = makeRow({ name: 'Linocut', imageCount: 3 });

beforeEach(() => {
  answer({
    'loras.list': () => ({ items: [lora], nextCursor: null }),
    'loras.byId': () => makeLora(),
    'generate.listByLora': () => ({ items: [], nextCursor: null, total: 0 }),
    'images.index': () => makeIndex([makeImage(0)]),
    'images.byIds': () => ({ items: [makeImage(0)] }),
    'images.byId': () => makeDetail(makeImage(0)),
  });
});

describe('The page', () => {
  test('leads from "/" to the place one was at last', async () => {
    localStorage.setItem('lastPlace', '/people');

    const { router } = openPage('/');

    await waitFor(() => expect(router.state.location.pathname).toBe('/people'));
  });

  test('says that an address leads nowhere', async () => {
    openPage('/nowhere');

    expect(
      await screen.findByRole('heading', { name: 'There is nothing here' }),
    ).toBeInTheDocument();
  });

  test('asks who is not signed in to do so where a page is only theirs', async () => {
    answer({ 'auth.session': () => ({ session: null }) });
    const { user } = openPage('/images');

    await screen.findByRole('heading', { name: 'Sign in to see your pictures' });
    await user.click(within(screen.getByRole('main')).getByRole('button', { name: 'Sign in' }));

    expect(await screen.findByRole('dialog', { name: 'Sign in' })).toBeInTheDocument();
    expect(inputsOf('images.index')).toEqual([]);
  });

  test('asks to sign in again when a session has ended', async () => {
    const { user } = openPage('/loras');
    await screen.findByRole('button', { name: /^Account/ });
    answer({
      'images.index': () => {
        throw refusal('UNAUTHORIZED', 'Sign in first.');
      },
    });

    const places = screen.getByRole('navigation', { name: 'Main' });
    await user.click(within(places).getByRole('link', { name: 'Images' }));

    expect(await screen.findByRole('dialog', { name: 'Sign in' })).toHaveTextContent(
      'Your session has ended.',
    );
    expect(queryClient.getQueryData(sessionQuery.queryKey)).toEqual({ session: null });
  });
});

describe('/loras', () => {
  test('shows each LoRA with a button to generate, and where pictures come from', async () => {
    openPage('/loras');

    const card = await screen.findByRole('article');
    expect(within(card).getByRole('link', { name: 'Linocut' })).toHaveAttribute(
      'href',
      `/loras/${lora.id}`,
    );
    expect(within(card).getByText('3 pictures')).toBeInTheDocument();
    expect(within(card).getByRole('button', { name: 'Generate with Linocut' })).toBeEnabled();
    expect(screen.getByText('A small engine that draws paper-cut scenes.')).toBeInTheDocument();
  });

  test('opens the dialog as part of the address, and closes it by going back', async () => {
    const { user, router } = openPage('/loras');

    await user.click(await screen.findByRole('button', { name: 'Generate with Linocut' }));
    const dialog = await screen.findByRole('dialog', { name: 'Generate with Linocut' });
    expect(router.state.location.search).toMatchObject({ generate: lora.id });
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(router.state.location.pathname).toBe('/loras');
  });

  test('asks for the LoRAs of the person who is picked, with the way to all', async () => {
    answer({ 'people.list': () => ({ items: [makePerson({ id: 7 })] }) });
    const { user } = openPage('/loras');
    await user.click(await screen.findByRole('button', { name: 'Profile: Everyone' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Ada Lovelace' }));

    expect(
      await screen.findByRole('heading', { name: 'Ada Lovelace’s LoRAs' }),
    ).toBeInTheDocument();
    await waitFor(() => expect(inputsOf('loras.list').at(-1)).toMatchObject({ personId: 7 }));
    await user.click(screen.getByRole('radio', { name: 'All' }));

    expect(await screen.findByRole('heading', { name: 'LoRAs' })).toBeInTheDocument();
    expect(inputsOf('loras.list')[0]).not.toHaveProperty('personId');
  });

  test('tells what to do where there are none', async () => {
    answer({ 'loras.list': () => ({ items: [], nextCursor: null }) });

    openPage('/loras');

    expect(await screen.findByRole('heading', { name: 'No LoRA here yet' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Import a LoRA' })).toBeEnabled();
  });

  test('says why they could not be loaded, and tries again', async () => {
    let isBroken = true;
    answer({
      'loras.list': () => {
        if (isBroken) {
          throw refusal('INTERNAL_SERVER_ERROR', 'The database is busy.');
        }
        return { items: [lora], nextCursor: null };
      },
    });
    const { user } = openPage('/loras');
    expect(await screen.findByRole('alert')).toHaveTextContent('The database is busy.');

    isBroken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('link', { name: 'Linocut' })).toBeInTheDocument();
  });
});

describe('Somebody new', () => {
  test('makes pictures of a few words at once, in the style that is shown', async () => {
    const done = makeBatch({ state: 'completed', images: [makeImage(0)] });
    const cover = { ...makeImage(0), alt: 'a fox in the forest', imageId: null };
    answer({
      'loras.list': () => ({ items: [{ ...lora, coverImage: cover }], nextCursor: null }),
      'generate.submit': () => ({ batch: done }),
      'generate.batch': () => done,
    });
    const { user } = openPage('/loras');
    const field = await screen.findByRole('textbox', { name: 'What do you want to see?' });

    await user.type(field, 'an owl{Enter}');

    expect(
      await screen.findByRole('dialog', { name: 'Generate with Linocut' }),
    ).toBeInTheDocument();
    expect(inputsOf('generate.submit')).toEqual([
      { loraTrainingId: lora.id, prompt: 'an owl', personId: null },
    ]);
  });

  test('is no longer told what this is once there is a past', async () => {
    localStorage.setItem('signedInWith', 'key');
    answer({
      'generate.promptHistory': () => ({
        items: [{ prompt: 'a fox', loraTrainingId: lora.id, lastUsedAt: lora.createdAt }],
      }),
    });
    openPage('/loras');

    expect(await screen.findByRole('heading', { name: 'LoRAs', level: 1 })).toBeInTheDocument();
  });
});

describe('The palette', () => {
  test('opens on Ctrl+K and leads to what is typed', async () => {
    const { user, router } = openPage('/loras');
    await screen.findByRole('article');

    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox'), 'settings{Enter}');

    await waitFor(() => expect(router.state.location.pathname).toBe('/settings'));
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  });

  test('has a sheet of keys beside it, with the switch for single letters', async () => {
    const { user } = openPage('/loras');
    await screen.findByRole('article');

    await user.keyboard('?');
    const sheet = await screen.findByRole('dialog', { name: 'Keys' });
    await user.click(within(sheet).getByRole('switch', { name: 'Single-letter keys' }));

    expect(localStorage.getItem('singleKeys')).toBe('off');
    await user.click(within(sheet).getByRole('switch', { name: 'Single-letter keys' }));
    await user.click(within(sheet).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});

describe('An image', () => {
  test('has an address of its own, above one’s pictures', async () => {
    const { user, router } = openPage(`/images/${makeImage(0).id}`);

    const viewer = await screen.findByRole('dialog', { name: 'Picture' }, { timeout: 5000 });
    expect(await within(viewer).findByText('three pumpkins')).toBeInTheDocument();
    await user.click(within(viewer).getByRole('button', { name: 'Close' }));

    await waitFor(() => expect(router.state.location.pathname).toBe('/images'));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  test('is remixed into the form of its LoRA', async () => {
    const { user } = openPage(`/images/${makeImage(0).id}`);

    await user.click(await screen.findByRole('button', { name: 'Remix' }));

    const dialog = await screen.findByRole('dialog', { name: 'Generate with Linocut' });
    expect(within(dialog).getByRole('textbox', { name: 'Prompt' })).toHaveValue('three pumpkins');
  });
});

describe('/loras/[id]', () => {
  test('says that a LoRA is not there', async () => {
    answer({
      'loras.byId': () => {
        throw refusal('NOT_FOUND', 'There is no such LoRA.');
      },
    });

    openPage(`/loras/${lora.id}`);

    expect(
      await screen.findByRole('heading', { name: 'There is nothing here' }),
    ).toBeInTheDocument();
  });

  test('lets its owner change what it is called', async () => {
    answer({
      'loras.byId': () => makeLora({ isMine: true }),
      'loras.update': (changes) =>
        makeLora({
          isMine: true,
          name: changes.name ?? '',
          defaultScale: changes.defaultScale ?? 0,
        }),
    });
    const { user } = openPage(`/loras/${lora.id}`);
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit Linocut' });
    const name = within(dialog).getByRole('textbox', { name: 'Name' });

    await user.clear(name);
    await user.type(name, 'Woodcut');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));

    expect(await screen.findByRole('heading', { name: 'Woodcut' })).toBeInTheDocument();
    expect(inputsOf('loras.update')).toMatchObject([{ name: 'Woodcut', defaultScale: 0.8 }]);
  });

  test('offers changes only to its owner', async () => {
    openPage(`/loras/${lora.id}`);

    await screen.findByRole('heading', { name: 'Linocut' });
    expect(screen.queryByRole('button', { name: 'Edit' })).not.toBeInTheDocument();
  });
});

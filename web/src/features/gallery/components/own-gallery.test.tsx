import type { GeneratedImage } from '@/api/router';
import { cullRequestStore } from '@/lib/cull';
import { makeImage, makeIndex } from '@/testing/fixtures';
import { answer, inputsOf, refusal } from '@/testing/server';
import { show } from '@/testing/render';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { OwnGallery } from './own-gallery';

let images: GeneratedImage[] = [];
const onOpen = vi.fn();
const onSearch = vi.fn();
const onCompare = vi.fn();

const withChange = (ids: readonly string[], change: Partial<GeneratedImage>) => {
  images = images.map((image) => (ids.includes(image.id) ? { ...image, ...change } : image));
  return { changed: ids.length };
};

function gallery(search = '') {
  return (
    <OwnGallery
      person={null}
      search={search}
      onSearch={onSearch}
      place={null}
      onPlace={() => undefined}
      openId={null}
      onOpen={onOpen}
      onCompare={onCompare}
      action={null}
    />
  );
}

async function open(search = '') {
  const shown = show(gallery(search));
  await waitFor(() =>
    expect(screen.queryByRole('status', { name: 'Loading pictures' })).not.toBeInTheDocument(),
  );
  return shown;
}

const cards = () =>
  within(screen.getByRole('list', { name: 'Your pictures' })).getAllByRole('listitem');
const picture = (at: number) => screen.findByRole('link', { name: `picture ${at}` });

beforeEach(() => {
  vi.clearAllMocks();
  images = Array.from({ length: 12 }, (_, at) =>
    makeImage(at, { prompt: `picture ${at}`, batchId: `${at >> 2}`.padStart(32, 'c') }),
  );
  answer({
    'images.index': (input) =>
      makeIndex(
        images.filter(
          ({ trashedAt }) => (trashedAt !== null) === ('q' in input && input.q === 'is:trashed'),
        ),
      ),
    'images.byIds': ({ ids }) => ({ items: images.filter(({ id }) => ids.includes(id)) }),
    'images.favorite': ({ ids, favorite }) => withChange(ids, { favorite }),
    'images.rate': ({ ids, rating }) => withChange(ids, { rating }),
    'images.trash': ({ ids }) => withChange(ids, { trashedAt: '2026-03-02T12:00:00.000Z' }),
    'images.restore': ({ ids }) => withChange(ids, { trashedAt: null }),
    'images.tag': ({ ids }) => ({ changed: ids.length }),
    'loras.list': () => ({ items: [], nextCursor: null }),
  });
});

describe('One’s own gallery', () => {
  test('says of each picture which of how many it is, and opens it', async () => {
    const { user } = await open();
    expect(cards()[0]).toHaveAttribute('aria-posinset', '1');
    expect(cards()[0]).toHaveAttribute('aria-setsize', '12');

    await user.click(await picture(0));

    expect(onOpen).toHaveBeenCalledWith({ id: images[0]?.id });
  });

  test('has room for all and asks only for what is looked at', async () => {
    images = Array.from({ length: 3000 }, (_, at) => makeImage(at, { prompt: `picture ${at}` }));
    await open();
    await picture(0);

    expect(cards().length).toBeLessThan(60);
    expect(
      parseFloat(screen.getByRole('list', { name: 'Your pictures' }).style.height),
    ).toBeGreaterThan(100_000);
    expect(inputsOf('images.byIds').flatMap(({ ids }) => ids).length).toBeLessThan(120);
  });

  test('selects a stretch with Shift and all with Ctrl+A, and lets go with Escape', async () => {
    const { user } = await open();
    await picture(0);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select picture 2' }));
    fireEvent.click(await picture(6), { shiftKey: true });
    expect(await screen.findByText('6 selected')).toBeInTheDocument();

    fireEvent.keyDown(document.body, { key: 'a', ctrlKey: true });
    expect(screen.getByText('12 selected')).toBeInTheDocument();

    await user.keyboard('{Escape}');
    expect(screen.queryByText(/ selected$/)).not.toBeInTheDocument();
  });

  test('is walked with the arrow keys, and marked with letters', async () => {
    const { user } = await open();
    (await picture(0)).focus();

    await user.keyboard('{ArrowRight}');
    expect(await picture(1)).toHaveFocus();
    await user.keyboard('f');

    await waitFor(() => expect(inputsOf('images.favorite')).toHaveLength(1));
    expect(inputsOf('images.favorite')[0]).toEqual({ ids: [images[1]?.id], favorite: true });
    const card = cards()[1] ?? document.body;
    expect(within(card).getByRole('button', { name: 'Favourite' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await user.keyboard('4');
    await waitFor(() =>
      expect(inputsOf('images.rate')).toEqual([{ ids: [images[1]?.id], rating: 4 }]),
    );
  });

  test('puts a picture in the trash, has the next one in focus, and gives it back', async () => {
    const { user } = await open();
    (await picture(2)).focus();

    await user.keyboard('{Delete}');

    await waitFor(() => expect(cards()).toHaveLength(11));
    expect(await picture(3)).toHaveFocus();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await picture(2)).toBeInTheDocument();
    await waitFor(() => expect(inputsOf('images.restore')).toEqual([{ ids: [images[2]?.id] }]));
  });

  test('shows what the server refused to put in the trash again', async () => {
    answer({
      'images.trash': () => {
        throw refusal('INTERNAL_SERVER_ERROR', 'The database is busy.');
      },
    });
    const { user } = await open();
    (await picture(2)).focus();

    await user.keyboard('{Delete}');

    expect(await screen.findByText('The database is busy.')).toBeInTheDocument();
    await waitFor(() => expect(cards()).toHaveLength(12));
  });

  test('hears of changes in another tab', async () => {
    await open();
    await picture(0);
    const other = new BroadcastChannel('likeness-images');

    other.postMessage({ kind: 'favorite', ids: [images[0]?.id], favorite: true });

    const card = cards()[0] ?? document.body;
    await waitFor(() =>
      expect(within(card).getByRole('button', { name: 'Favourite' })).toHaveAttribute(
        'aria-pressed',
        'true',
      ),
    );
    other.close();
  });

  test('has batches as piles, and lays one out', async () => {
    const { user } = await open();
    await picture(0);

    await user.click(screen.getByRole('radio', { name: 'Batches' }));
    expect(cards()).toHaveLength(3);
    await user.click(await picture(0));

    expect(cards()).toHaveLength(6);
    expect(onOpen).not.toHaveBeenCalled();
    await user.click(screen.getByRole('radio', { name: 'Single' }));
  });

  test('has the best of a batch picked, by key and from what is selected', async () => {
    const { user } = await open();
    (await picture(5)).focus();

    await user.keyboard('b');
    await waitFor(() => expect(cullRequestStore.get()).toBe(images[5]?.batchId));
    cullRequestStore.set(null);
    await user.keyboard('x');
    await user.click(await screen.findByRole('button', { name: 'Pick the best' }));
    await waitFor(() => expect(cullRequestStore.get()).toBe(images[5]?.batchId));
    await user.keyboard('{Control>}a{/Control}');

    expect(screen.queryByRole('button', { name: 'Pick the best' })).not.toBeInTheDocument();
    cullRequestStore.set(null);
  });

  test('says what is wrong with a search, in the server’s words', async () => {
    answer({
      'images.index': () => {
        throw refusal('BAD_REQUEST', 'q is wrong', {
          errors: [{ path: 'q', message: 'there is no key "colour"' }],
        });
      },
    });
    show(gallery('colour:red'));

    expect(await screen.findByText('there is no key "colour"')).toBeInTheDocument();
    expect(screen.getByRole('combobox')).toBeInvalid();
  });

  test('says how many a search hides, and clears it', async () => {
    answer({ 'images.index': (input) => makeIndex('q' in input ? [] : images) });
    const { user } = await open('fox');

    expect(await screen.findByText('The search hides 12 pictures.')).toBeInTheDocument();
    await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] ?? document.body);
    expect(onSearch).toHaveBeenCalledWith('');
  });

  test('suggests what could come next in a search', async () => {
    answer({ 'tags.list': () => ({ items: [{ tag: 'moon', count: 3 }] }) });
    const { user } = await open();
    await user.keyboard('/');
    const field = screen.getByRole('combobox');
    expect(field).toHaveFocus();

    await user.keyboard('tag:m');
    await screen.findByRole('option', { name: 'tag:moon' });
    await user.keyboard('{ArrowDown}{Enter}{Enter}');

    expect(field).toHaveValue('tag:moon ');
    expect(onSearch).toHaveBeenCalledWith('tag:moon');
  });

  test('compares two', async () => {
    const { user } = await open();
    await picture(0);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select picture 1' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select picture 3' }));

    await user.click(await screen.findByRole('button', { name: 'Compare' }));

    expect(onCompare).toHaveBeenCalledWith([images[0]?.id, images[2]?.id]);
  });

  test('tags several at once', async () => {
    const { user } = await open();
    await picture(0);
    fireEvent.keyDown(document.body, { key: 'a', ctrlKey: true });
    await user.keyboard('t');
    const dialog = await screen.findByRole('dialog', { name: 'Tags of 12 pictures' });

    await user.type(within(dialog).getByRole('combobox'), 'Moon, harvest');
    await user.click(within(dialog).getByRole('button', { name: 'Save tags' }));

    await waitFor(() => expect(inputsOf('images.tag')).toHaveLength(1));
    expect(inputsOf('images.tag')[0]).toMatchObject({ add: ['moon', 'harvest'] });
  });

  test('is the trash too: asks before it deletes for good', async () => {
    answer({ 'images.remove': ({ ids }) => ({ changed: ids.length }) });
    images = images.map((image) => ({ ...image, trashedAt: image.createdAt }));
    const { user } = await open('is:trashed');
    expect(screen.getByText(/kept here for 30 days/)).toBeInTheDocument();
    (await picture(0)).focus();

    await user.keyboard('{Delete}');
    const dialog = await screen.findByRole('dialog', { name: 'Delete 1 picture for good?' });
    expect(inputsOf('images.remove')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Delete for good' }));

    await waitFor(() => expect(inputsOf('images.remove')).toEqual([{ ids: [images[0]?.id] }]));
  });
});

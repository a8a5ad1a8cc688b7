import { makeDetail, makeImage } from '@/testing/fixtures';
import { answer, inputsOf, refusal } from '@/testing/server';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { api } from './api';
import { changeImages, undoLastChange, whenImagesChange } from './image-changes';
import { queryClient } from './query-client';
import { toastStore } from './toasts';

const images = [0, 1, 2].map((index) => makeImage(index));
const [first, second, third] = images.map((image) => image.id) as [string, string, string];

const own = api.images.list.infiniteQueryKey({ limit: 40 });
const trash = api.images.list.infiniteQueryKey({ trashed: true });
const gallery = api.generate.listByLora.infiniteQueryKey({ loraTrainingId: 'a' });

function fill(key: readonly unknown[], items: readonly object[], more: object = {}): void {
  const pages = [{ items, nextCursor: null, ...more }];
  queryClient.setQueryData(key, { pages, pageParams: [null] });
}

function itemsOf(key: readonly unknown[]) {
  const data = queryClient.getQueryData<{ pages: { items: typeof images; total?: number }[] }>(key);
  return data?.pages[0]?.items ?? [];
}

beforeEach(() => {
  fill(own, images);
  fill(gallery, images, { total: 3 });
  answer({
    'images.favorite': () => ({ changed: 1 }),
    'images.rate': () => ({ changed: 1 }),
    'images.tag': () => ({ changed: 1 }),
    'images.trash': () => ({ changed: 1 }),
    'images.restore': () => ({ changed: 1 }),
  });
});

describe('A change of images', () => {
  test('shows in every list at once, before the server has answered', () => {
    const key = api.images.byId.queryKey({ id: first });
    queryClient.setQueryData(key, makeDetail(makeImage(0)));

    void changeImages({ kind: 'favorite', ids: [first], favorite: true });

    expect(itemsOf(own).map((image) => image.favorite)).toEqual([true, false, false]);
    expect(itemsOf(gallery).map((image) => image.favorite)).toEqual([true, false, false]);
    expect(queryClient.getQueryData(key)?.favorite).toBe(true);
  });

  test('leaves alone what it does not concern', () => {
    const before = itemsOf(own)[1];

    void changeImages({ kind: 'rate', ids: [first], rating: 4 });

    expect(itemsOf(own)[1]).toBe(before);
  });

  test('is taken back when the server does not agree, and says why', async () => {
    answer({
      'images.rate': () => {
        throw refusal('NOT_FOUND', 'There is no such image.');
      },
    });

    const isTaken = await changeImages({ kind: 'rate', ids: [first], rating: 4 });

    expect(isTaken).toBe(false);
    expect(itemsOf(own)[0]?.rating).toBe(0);
    expect(toastStore.get().at(-1)?.text).toBe('There is no such image.');
    expect(undoLastChange()).toBe(false);
  });

  test('takes its words away with it when it is undone by key', async () => {
    await changeImages({ kind: 'trash', ids: [first] });
    expect(toastStore.get().map(({ kind }) => kind)).toEqual(['change']);

    undoLastChange();

    expect(toastStore.get()).toEqual([]);
  });

  test('takes images out of the lists when it puts them in the trash, and counts them no more', async () => {
    await changeImages({ kind: 'trash', ids: [first, third] });

    expect(itemsOf(own).map((image) => image.id)).toEqual([second]);
    expect(queryClient.getQueryData<{ pages: { total: number }[] }>(gallery)?.pages[0]?.total).toBe(
      1,
    );
  });

  test('leaves images in the list of the trash', async () => {
    fill(trash, images);

    await changeImages({ kind: 'trash', ids: [first] });

    expect(itemsOf(trash)).toHaveLength(3);
  });

  test('of thousands is sent in parts the server takes', async () => {
    const ids = Array.from({ length: 10_001 }, (_, at) => `${at}`.padStart(32, '0'));

    await changeImages({ kind: 'favorite', ids, favorite: true });

    expect(inputsOf('images.favorite').map((input) => input.ids.length)).toEqual([10_000, 1]);
  });
});

describe('Lists that keep their pictures themselves', () => {
  test('hear of a change, and of it being taken back', async () => {
    answer({
      'images.favorite': () => {
        throw refusal('NOT_FOUND', 'There is no such image.');
      },
    });
    const heard = vi.fn();
    const stop = whenImagesChange(heard);

    await changeImages({ kind: 'favorite', ids: [first], favorite: true });
    stop();

    expect(heard.mock.calls).toEqual([
      [{ kind: 'favorite', ids: [first], favorite: true }],
      [{ kind: 'favorite', ids: [first], favorite: false }],
    ]);
  });
});

describe('Undo', () => {
  test('gives each image back the stars that it had', async () => {
    fill(own, [makeImage(0, { rating: 2 }), makeImage(1, { rating: 5 }), makeImage(2)]);
    queryClient.removeQueries({ queryKey: gallery });
    await changeImages({ kind: 'rate', ids: [first, second, third], rating: 5 });

    undoLastChange();

    expect(itemsOf(own).map((image) => image.rating)).toEqual([2, 5, 0]);
    await vi.waitFor(() =>
      expect(inputsOf('images.rate').slice(1)).toEqual([
        { ids: [first], rating: 2 },
        { ids: [third], rating: 0 },
      ]),
    );
  });

  test('takes away only the tags that were not there before', async () => {
    fill(own, [makeImage(0, { tags: ['autumn'] }), makeImage(1)]);
    queryClient.removeQueries({ queryKey: gallery });
    await changeImages({ kind: 'tag', ids: [first, second], add: ['autumn', 'best'], remove: [] });
    expect(itemsOf(own).map((image) => image.tags)).toEqual([
      ['autumn', 'best'],
      ['autumn', 'best'],
    ]);

    undoLastChange();

    expect(itemsOf(own).map((image) => image.tags)).toEqual([['autumn'], []]);
  });

  test('brings back from the trash, by the button that is shown', async () => {
    const onUndone = vi.fn();
    await changeImages({ kind: 'trash', ids: [first] }, { onUndone });
    expect(toastStore.get().at(-1)?.text).toBe('Moved to the trash');

    toastStore.get().at(-1)?.action?.run();

    expect(onUndone).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(inputsOf('images.restore')).toEqual([{ ids: [first] }]));
  });

  test('takes several changes back that were made as one', () => {
    void changeImages([
      { kind: 'favorite', ids: [first], favorite: true },
      { kind: 'trash', ids: [second] },
    ]);

    undoLastChange();

    expect(itemsOf(own).map((image) => image.favorite)).toEqual([false, false]);
    expect(undoLastChange()).toBe(false);
  });

  test('goes back one change after the other, and says when there is none', () => {
    void changeImages({ kind: 'favorite', ids: [first], favorite: true });
    void changeImages({ kind: 'favorite', ids: [second], favorite: true });

    undoLastChange();
    expect(itemsOf(own).map((image) => image.favorite)).toEqual([true, false, false]);
    undoLastChange();
    expect(itemsOf(own).map((image) => image.favorite)).toEqual([false, false, false]);
    expect(undoLastChange()).toBe(false);
  });
});

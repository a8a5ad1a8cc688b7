import { addToGalleries } from '@/lib/image-cache';
import { answer, inputsOf, refusal } from '@/testing/server';
import { makeBatch, makeImage, makeIndex, makeLora } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { mockAllIsIntersecting } from 'react-intersection-observer/test-utils';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { LoraGallery } from './lora-gallery';

const lora = makeLora();
const around = { place: null, onPlace: () => undefined, openId: null, onCompare: () => undefined };
const pageOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) =>
    makeImage(from + at, { prompt: `picture ${from + at}` }),
  );

beforeEach(() => answer({ 'images.index': () => makeIndex([]) }));

async function open(onOpen = vi.fn()) {
  const { user } = show(
    <LoraGallery lora={lora} {...around} onOpen={onOpen} onGenerate={() => undefined} />,
  );
  await waitFor(() =>
    expect(screen.queryByRole('status', { name: 'Loading pictures' })).not.toBeInTheDocument(),
  );
  return { user, onOpen };
}

const pictures = () =>
  within(screen.getByRole('list', { name: 'Pictures made with Linocut' })).getAllByRole('listitem');

describe('The gallery of a LoRA', () => {
  test('asks for the next page when its end comes near, until there is no more', async () => {
    answer({
      'generate.listByLora': ({ cursor }) =>
        cursor === 'second'
          ? { items: pageOf(10, 15), nextCursor: null, total: 15 }
          : { items: pageOf(0, 10), nextCursor: 'second', total: 15 },
    });
    await open();
    expect(pictures()).toHaveLength(10);

    act(() => mockAllIsIntersecting(true));

    expect(await screen.findByText('That was all: 15 pictures.')).toBeInTheDocument();
    expect(pictures()).toHaveLength(15);
    expect(inputsOf('generate.listByLora').map((input) => input.cursor ?? null)).toEqual([
      null,
      'second',
    ]);
  });

  test('keeps what is there when the next page fails, and tries again on request', async () => {
    let isBroken = true;
    answer({
      'generate.listByLora': ({ cursor }) => {
        if (cursor && isBroken) {
          throw refusal('INTERNAL_SERVER_ERROR', 'The database is busy.');
        }
        return cursor
          ? { items: pageOf(10, 12), nextCursor: null, total: 12 }
          : { items: pageOf(0, 10), nextCursor: 'second', total: 12 };
      },
    });
    const { user } = await open();
    act(() => mockAllIsIntersecting(true));
    expect(await screen.findByRole('alert')).toHaveTextContent('The database is busy.');
    expect(pictures()).toHaveLength(10);

    isBroken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('That was all: 12 pictures.')).toBeInTheDocument();
  });

  test('says why it could not be loaded, and tries again on request', async () => {
    let isBroken = true;
    answer({
      'generate.listByLora': () => {
        if (isBroken) {
          throw refusal('INTERNAL_SERVER_ERROR', 'The database is busy.', { requestId: 'r-7' });
        }
        return { items: pageOf(0, 1), nextCursor: null, total: 1 };
      },
    });
    const { user } = await open();
    expect(screen.getByRole('alert')).toHaveTextContent('The database is busy.request r-7');

    isBroken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('img', { name: 'picture 0' })).toBeInTheDocument();
  });

  test('offers to make the first pictures where there are none', async () => {
    answer({ 'generate.listByLora': () => ({ items: [], nextCursor: null, total: 0 }) });

    await open();

    expect(screen.getByRole('heading', { name: 'No pictures yet' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Make the first ones' })).toBeEnabled();
  });

  test('puts a picture that was just made on top, once', async () => {
    answer({
      'generate.listByLora': () => ({ items: pageOf(0, 2), nextCursor: null, total: 2 }),
    });
    await open();
    const made = makeImage(9, { prompt: 'just made' });

    act(() => {
      addToGalleries(made, makeBatch());
      addToGalleries(made, makeBatch());
    });

    const image = await screen.findByRole('img', { name: 'just made' });
    expect(pictures()).toHaveLength(3);
    expect(pictures()[0]).toContainElement(image);
    expect(screen.getByRole('heading', { name: /Gallery/ })).toHaveTextContent('3 pictures');
  });

  test('leaves out pictures of other LoRAs', async () => {
    answer({
      'generate.listByLora': () => ({ items: pageOf(0, 2), nextCursor: null, total: 2 }),
    });
    await open();

    act(() => {
      addToGalleries(makeImage(8, { loraTrainingId: 'other', prompt: 'of another' }), makeBatch());
      addToGalleries(makeImage(9, { prompt: 'of this one' }), makeBatch());
    });

    expect(await screen.findByRole('img', { name: 'of this one' })).toBeInTheDocument();
    expect(screen.queryByRole('img', { name: 'of another' })).not.toBeInTheDocument();
  });

  test('opens a picture by a plain press, and leaves the browser its own', async () => {
    answer({
      'generate.listByLora': () => ({ items: pageOf(0, 1), nextCursor: null, total: 1 }),
    });
    const { user, onOpen } = await open();
    const link = screen.getByRole('link', { name: 'picture 0' });
    expect(link).toHaveAttribute('href', `/images/${makeImage(0).id}`);

    await user.click(link);

    expect(onOpen).toHaveBeenCalledWith({ id: makeImage(0).id });
  });

  test('shows that a picture is broken rather than nothing', async () => {
    answer({
      'generate.listByLora': () => ({ items: pageOf(0, 1), nextCursor: null, total: 1 }),
    });
    await open();
    const image = screen.getByRole('img', { name: 'picture 0' });
    expect(image.tagName).toBe('IMG');

    fireEvent.error(image);

    expect(screen.getByRole('img', { name: 'picture 0' }).tagName).toBe('SPAN');
  });
});

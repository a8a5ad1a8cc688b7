import { makeDetail, makeImage } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { answer, inputsOf, refusal } from '@/testing/server';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Viewer } from './viewer';

const images = [0, 1, 2].map((index) => makeImage(index, { prompt: `picture ${index}` }));
const [first, second, third] = images as [
  (typeof images)[0],
  (typeof images)[0],
  (typeof images)[0],
];
const on = {
  onClose: vi.fn(),
  onStep: vi.fn(),
  onRemix: vi.fn(),
  onOpenLora: vi.fn(),
  onGenerate: vi.fn(),
  onCompare: vi.fn(),
};
const nobody = { known: null, previous: null, next: null };

function neighboursOf(imageId: string) {
  const at = images.findIndex((image) => image.id === imageId);
  const [previous = null, next = null] = [images[at - 1], images[at + 1]];
  return { known: images[at] ?? null, previous, next };
}

function viewerOf(imageId: string) {
  return <Viewer imageId={imageId} neighbours={neighboursOf(imageId)} {...on} />;
}

async function open(imageId = second.id) {
  const shown = show(viewerOf(imageId));
  await screen.findByRole('button', { name: 'Copy recipe' });
  return shown;
}

function stepsTaken(): number[] {
  return on.onStep.mock.calls.map(([image]) => (image as { index: number }).index);
}

beforeEach(() => {
  Object.values(on).forEach((mock) => mock.mockReset());
  answer({
    'images.byId': ({ id }) => makeDetail(images.find((image) => image.id === id) ?? second),
    'images.list': () => ({ items: [...images].reverse(), nextCursor: null }),
    'images.favorite': () => ({ changed: 1 }),
    'images.rate': () => ({ changed: 1 }),
    'images.tag': () => ({ changed: 1 }),
    'images.trash': () => ({ changed: 1 }),
    'images.restore': () => ({ changed: 1 }),
  });
});

describe('The viewer', () => {
  test('shows the picture with all that made it', async () => {
    await open();

    const recipe = screen.getByRole('complementary', { name: 'Recipe' });
    expect(within(recipe).getByText('picture 1')).toBeInTheDocument();
    expect(within(recipe).getByText('101')).toBeInTheDocument();
    expect(within(recipe).getByText('1024 × 1024')).toBeInTheDocument();
    expect(await within(recipe).findByText('PaperFlux')).toBeInTheDocument();
    expect(within(recipe).getByRole('button', { name: 'Copy seed' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute(
      'href',
      `/api/image/${second.id}/file?recipe=yes`,
    );
    expect(screen.getByRole('img', { name: 'picture 1' })).toHaveAttribute('src', second.signedUrl);
  });

  test('shows the price where the engine had one', async () => {
    answer({ 'images.byId': () => makeDetail(second, { priceMicrodollars: 25_000 }) });

    await open();

    expect(screen.getByText('$0.025')).toBeInTheDocument();
  });

  test('says which picture of the batch it is, and shows the others', async () => {
    const { again } = await open();

    expect(await screen.findByText('Picture 2 of 3, picture 1')).toHaveAttribute('role', 'status');
    const strip = screen.getByRole('list', { name: 'Pictures of this batch' });
    expect(within(strip).getAllByRole('button')).toHaveLength(3);
    expect(within(strip).getByRole('button', { name: 'Picture 2 of 3' })).toHaveAttribute(
      'aria-current',
    );

    again(viewerOf(third.id));

    expect(await screen.findByText('Picture 3 of 3, picture 2')).toBeInTheDocument();
  });

  test('steps to its neighbours with the arrow keys', async () => {
    const { user } = await open();

    await user.keyboard('{ArrowLeft}');
    await user.keyboard('{ArrowRight}');

    expect(stepsTaken()).toEqual([0, 2]);
  });

  test('does what a key asks for as soon as it knows the picture', async () => {
    const { user } = show(viewerOf(second.id));

    await user.keyboard('f');

    await waitFor(() =>
      expect(inputsOf('images.favorite')).toEqual([{ ids: [second.id], favorite: true }]),
    );
  });

  test('steps through its batch for who came straight to it', async () => {
    const { user } = show(<Viewer imageId={second.id} neighbours={nobody} {...on} />);
    await screen.findByRole('list', { name: 'Pictures of this batch' });

    await user.keyboard('{ArrowRight}');

    expect(stepsTaken()).toEqual([2]);
  });

  test('has nothing before the first picture', async () => {
    const { user } = await open(first.id);

    await user.keyboard('{ArrowLeft}');

    expect(on.onStep).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Previous picture' })).toBeDisabled();
  });

  test('zooms with the keys, and then the arrows move the picture', async () => {
    const { user } = await open();
    expect(screen.getByText('49 %')).toBeInTheDocument();

    await user.keyboard('z');
    expect(screen.getByText('100 %')).toBeInTheDocument();
    await user.keyboard('{ArrowRight}');
    expect(on.onStep).not.toHaveBeenCalled();
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(stepsTaken()).toEqual([2]);

    await user.keyboard('0');
    expect(screen.getByText('49 %')).toBeInTheDocument();
  });

  test('stays as close when stepping within a batch, and begins anew outside of it', async () => {
    const { user, again } = await open();
    await user.keyboard('z');

    again(viewerOf(third.id));
    expect(screen.getByText('100 %')).toBeInTheDocument();

    const other = makeImage(7, { batchId: 'd'.repeat(32) });
    again(<Viewer imageId={other.id} neighbours={{ ...nobody, known: other }} {...on} />);
    expect(screen.getByText('49 %')).toBeInTheDocument();
  });

  test('copies the recipe in the widely read form', async () => {
    const { user } = await open();

    await user.click(screen.getByRole('button', { name: 'Copy recipe' }));

    await screen.findByText('Recipe copied');
    expect(await navigator.clipboard.readText()).toBe(
      'picture 1 in the style of lnct <lora:Linocut:0.8>\n' +
        'Steps: 28, CFG scale: 3.5, Seed: 101, Size: 1024x1024, Model: paperflux-1, ' +
        'Lora hashes: "Linocut: bbbbbbbbbbbb", Version: Likeness paperflux',
    );
  });

  test('puts the panel away with a key, and remembers it', async () => {
    vi.stubGlobal('matchMedia', (media: string) =>
      Object.assign(new EventTarget(), { media, matches: true }),
    );
    const { user } = await open();
    expect(screen.getByRole('button', { name: 'Recipe and details' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );

    await user.keyboard('i');

    expect(screen.getByRole('button', { name: 'Recipe and details' })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
    expect(localStorage.getItem('viewerInfo')).toBe('closed');
  });

  test('says that a picture is not there', async () => {
    answer({
      'images.byId': () => {
        throw refusal('NOT_FOUND', 'There is no such image.');
      },
    });

    show(<Viewer imageId="gone" neighbours={nobody} {...on} />);

    expect(
      await screen.findByRole('heading', { name: 'There is no such picture' }),
    ).toBeInTheDocument();
  });

  test('says that a picture is somebody else’s', async () => {
    answer({
      'images.byId': () => {
        throw refusal('FORBIDDEN', 'It is not yours.');
      },
    });

    show(<Viewer imageId="theirs" neighbours={nobody} {...on} />);

    expect(
      await screen.findByRole('heading', { name: 'This picture is not yours' }),
    ).toBeInTheDocument();
  });

  test('asks for fresh links when the file does not open, and can be told to try again', async () => {
    const onBroken = vi.fn();
    const { user } = show(
      <Viewer
        imageId={second.id}
        neighbours={neighboursOf(second.id)}
        onBroken={onBroken}
        {...on}
      />,
    );

    fireEvent.error(screen.getByRole('img', { name: 'picture 1' }));

    expect(onBroken).toHaveBeenCalledOnce();
    expect(screen.getByText('The file could not be shown.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByRole('img', { name: 'picture 1' })).toBeInTheDocument();
  });
});

describe('The picture in the viewer', () => {
  test('gets a heart, stars and tags by keys alone', async () => {
    const { user } = await open();

    await user.keyboard('f');
    await user.keyboard('4');
    await user.keyboard('t');
    await user.keyboard('Autumn, best{Enter}');

    expect(screen.getByRole('button', { name: 'Favourite' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(screen.getByRole('button', { name: '4 stars' })).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() =>
      expect(inputsOf('images.tag')).toEqual([
        { ids: [second.id], add: ['autumn', 'best'], remove: [] },
      ]),
    );
    expect(screen.getByRole('button', { name: 'Remove the tag best' })).toBeInTheDocument();
    expect(inputsOf('images.favorite')).toEqual([{ ids: [second.id], favorite: true }]);
    expect(inputsOf('images.rate')).toEqual([{ ids: [second.id], rating: 4 }]);
  });

  test('goes to the trash, the next one is shown, and Undo brings it back', async () => {
    const { user } = await open();

    await user.keyboard('{Delete}');

    expect(stepsTaken()).toEqual([2]);
    await waitFor(() => expect(inputsOf('images.trash')).toEqual([{ ids: [second.id] }]));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(stepsTaken()).toEqual([2, 1]);
    await waitFor(() => expect(inputsOf('images.restore')).toEqual([{ ids: [second.id] }]));
  });

  test('that lies in the trash says so, and can be had back', async () => {
    answer({
      'images.byId': () => makeDetail(second, { trashedAt: '2026-03-02T12:00:00.000Z' }),
    });
    const { user } = await open();

    await user.click(screen.getByRole('button', { name: 'Restore' }));

    expect(screen.queryByText('This picture is in the trash.')).not.toBeInTheDocument();
    await waitFor(() => expect(inputsOf('images.restore')).toEqual([{ ids: [second.id] }]));
  });

  test('of somebody else can be looked at and remixed, not changed', async () => {
    answer({ 'images.byId': () => makeDetail(second, { isMine: false }) });
    const { user } = await open();

    await user.keyboard('f3{Delete}');
    await user.keyboard('r');

    expect(inputsOf('images.favorite')).toEqual([]);
    expect(inputsOf('images.rate')).toEqual([]);
    expect(inputsOf('images.trash')).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Favourite' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute(
      'href',
      second.signedUrl,
    );
    expect(on.onRemix).toHaveBeenCalledOnce();
  });

  test('is made again, varied and remixed by one key each', async () => {
    const { user } = await open();

    await user.keyboard('gvrap');
    await user.keyboard('s');

    expect(on.onGenerate.mock.calls.map((call) => call[1] as string)).toEqual(['again', 'vary']);
    expect(on.onRemix.mock.calls.map((call) => call[1] as string)).toEqual([
      'remix',
      'all',
      'prompt',
      'seed',
    ]);
  });

  test('is marked, and compared with the next that is', async () => {
    const { user, again } = await open();

    await user.keyboard('c');
    expect(on.onCompare).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Compare' })).toHaveAttribute('aria-pressed', 'true');
    again(viewerOf(third.id));
    await screen.findByText('Picture 3 of 3, picture 2');
    await user.keyboard('c');

    expect(on.onCompare.mock.calls).toEqual([[second.id, third.id]]);
  });
});

describe('Picking the best of a batch', () => {
  async function openCull(imageId = first.id) {
    const cull = (id: string) => <Viewer imageId={id} neighbours={nobody} isCulling {...on} />;
    const shown = show(cull(imageId));
    await screen.findByRole('dialog', { name: 'Pick the best' });
    await screen.findByText('Press 1 to 3 for the winner, or step with the arrow keys');
    return { ...shown, to: (id: string) => shown.again(cull(id)) };
  }

  test('is done with the keyboard alone: the winner gets a heart, and it is said', async () => {
    const { user, to } = await openCull();

    await user.keyboard('2');
    to(second.id);

    expect(stepsTaken()).toEqual([1]);
    expect(await screen.findByText('Picture 2 is the winner')).toBeInTheDocument();
    expect(inputsOf('images.favorite')).toEqual([{ ids: [second.id], favorite: true }]);
    await user.keyboard('{Enter}');
    expect(on.onClose).toHaveBeenCalledOnce();
  });

  test('knows one winner only, and Undo gives the former one its heart back', async () => {
    const { user } = await openCull();
    await user.keyboard('2');

    await user.keyboard('3');
    await screen.findByText('Picture 3 is the winner and has a heart');
    expect(screen.getByRole('button', { name: 'Picture 2 of 3' })).toBeInTheDocument();
    await user.keyboard('u');

    expect(screen.getByRole('button', { name: 'Picture 2 of 3, favourite' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Picture 3 of 3' })).toBeInTheDocument();
  });

  test('rejects with X, goes on with the next one, and U undoes', async () => {
    const { user } = await openCull();

    await user.keyboard('x');

    await waitFor(() => expect(inputsOf('images.trash')).toEqual([{ ids: [first.id] }]));
    expect(stepsTaken()).toEqual([1]);
    await user.keyboard('u');
    await waitFor(() => expect(inputsOf('images.restore')).toEqual([{ ids: [first.id] }]));
    expect(stepsTaken()).toEqual([1, 0]);
  });

  test('rejects all but the winner at once', async () => {
    const { user } = await openCull();
    await user.keyboard('1');

    await user.click(await screen.findByRole('button', { name: /Reject the others/ }));

    await waitFor(() => expect(inputsOf('images.trash')).toEqual([{ ids: [second.id, third.id] }]));
  });

  test('leaves the digits to the stars only with Alt', async () => {
    const { user } = await openCull();

    await user.keyboard('{Alt>}3{/Alt}');

    expect(inputsOf('images.favorite')).toEqual([]);
    await waitFor(() => expect(inputsOf('images.rate')).toEqual([{ ids: [first.id], rating: 3 }]));
  });
});

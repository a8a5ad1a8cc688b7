import { answer, refusal } from '@/testing/server';
import { makeDetail, makeImage } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Viewer } from './viewer';

const images = [0, 1, 2].map((index) => makeImage(index, { prompt: `picture ${index}` }));
const second = makeImage(1, { prompt: 'picture 1' });
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

function open(imageId = second.id) {
  return show(<Viewer imageId={imageId} neighbours={neighboursOf(imageId)} {...on} />);
}

beforeEach(() => {
  answer({
    'images.byId': ({ id }) => makeDetail(images.find((image) => image.id === id) ?? second),
  });
});

describe('The viewer', () => {
  test('shows the picture with all that made it', async () => {
    open();

    const recipe = screen.getByRole('complementary', { name: 'Recipe' });
    expect(await within(recipe).findByText('picture 1')).toBeInTheDocument();
    expect(within(recipe).getByText('101')).toBeInTheDocument();
    expect(within(recipe).getByText('1024 × 1024')).toBeInTheDocument();
    expect(await within(recipe).findByText('PaperFlux')).toBeInTheDocument();
    expect(within(recipe).getByRole('link', { name: 'Download' })).toHaveAttribute(
      'download',
      'picture-1-101.jpg',
    );
    expect(
      within(screen.getByRole('dialog', { name: 'Picture' })).getByRole('img', {
        name: 'picture 1',
      }),
    ).toHaveAttribute('src', second.signedUrl);
  });

  test('steps to its neighbours with the arrow keys', async () => {
    const { user } = open();
    await screen.findByRole('button', { name: 'Copy recipe' });

    await user.keyboard('{ArrowLeft}');
    await user.keyboard('{ArrowRight}');

    expect(on.onStep.mock.calls.map(([image]) => (image as { index: number }).index)).toEqual([
      0, 2,
    ]);
  });

  test('has nothing before the first picture', async () => {
    const { user } = open(images[0]?.id);
    await screen.findByRole('button', { name: 'Copy recipe' });
    on.onStep.mockClear();

    await user.keyboard('{ArrowLeft}');

    expect(on.onStep).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Previous picture' })).toBeDisabled();
  });

  test('copies the recipe in the widely read form', async () => {
    const { user } = open();

    await user.click(await screen.findByRole('button', { name: 'Copy recipe' }));

    await screen.findByText('Recipe copied');
    expect(await navigator.clipboard.readText()).toBe(
      'picture 1 in the style of lnct <lora:Linocut:0.8>\n' +
        'Steps: 28, CFG scale: 3.5, Seed: 101, Size: 1024x1024, Model: paperflux-1, ' +
        'Lora hashes: "Linocut: bbbbbbbbbbbb", Version: Likeness paperflux',
    );
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
});

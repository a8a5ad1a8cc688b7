import { makeDetail, makeImage, makeSettings } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { answer, refusal } from '@/testing/server';
import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CompareView } from './compare-view';

const first = makeImage(0, { prompt: 'a red fox in the snow' });
const second = makeImage(1, { prompt: 'a red fox in the autumn forest' });
const on = { onSwap: vi.fn(), onBroken: vi.fn(), onClose: vi.fn() };

async function open() {
  const shown = show(<CompareView first={first.id} second={second.id} {...on} />);
  await screen.findByRole('table', { name: 'Settings' });
  return shown;
}

beforeEach(() => {
  on.onSwap.mockReset();
  const other = makeDetail(second);
  answer({
    'images.byId': ({ id }) =>
      id === first.id
        ? makeDetail(first)
        : { ...other, recipe: { ...other.recipe, settings: makeSettings({ loraScale: 1.2 }) } },
  });
});

describe('The comparison', () => {
  test('marks the settings that differ by a sign and by words', async () => {
    await open();

    expect(screen.getByRole('heading', { name: '2 settings differ' })).toBeInTheDocument();
    const row = screen.getByRole('row', { name: /^Strength/ });
    expect(row).toHaveTextContent('Strength≠, differs0.81.2');
    expect(screen.getByRole('row', { name: /^Steps/ })).not.toHaveTextContent('differs');
  });

  test('marks the words that only one prompt has', async () => {
    await open();

    const marks = screen.getAllByText(/only here/).map((note) => note.parentElement?.textContent);
    expect(marks).toEqual(['only here: snow ', 'only here: autumn forest ']);
  });

  test('moves its divider with the arrow keys and the slider', async () => {
    const { user } = await open();

    await user.keyboard('{ArrowLeft}{ArrowLeft}');

    expect(screen.getByRole('slider', { name: 'Divider' })).toHaveValue('40');
  });

  test('goes through its modes with M, and flips with Space', async () => {
    const { user } = await open();

    await user.keyboard('mm');
    expect(screen.getByRole('radio', { name: 'Side by side' })).toBeChecked();
    await user.keyboard('m');
    expect(screen.getByRole('slider', { name: 'Opacity of the second' })).toBeInTheDocument();
    await user.keyboard('m');
    expect(screen.getByText('First is shown')).toHaveAttribute('role', 'status');
    await user.keyboard(' ');

    expect(screen.getByText('Second is shown')).toBeInTheDocument();
  });

  test('looks at both equally closely', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('radio', { name: 'Side by side' }));

    await user.click(screen.getByRole('button', { name: 'Closer' }));

    const transforms = screen
      .getAllByRole('img')
      .map((image) => image.parentElement?.style.transform);
    expect(new Set(transforms)).toEqual(new Set(['translate(0px, 0px) scale(1.4)']));
    expect(transforms.length).toBe(2);
  });

  test('swaps the two', async () => {
    const { user } = await open();

    await user.keyboard('c');

    expect(on.onSwap).toHaveBeenCalledOnce();
  });

  test('says why it cannot show one of them', async () => {
    answer({
      'images.byId': () => {
        throw refusal('NOT_FOUND', 'There is no such image.');
      },
    });

    show(<CompareView first={first.id} second={second.id} {...on} />);

    expect(
      await within(screen.getByRole('dialog', { name: 'Comparison' })).findByText(
        'There is no such picture',
      ),
    ).toBeInTheDocument();
  });

  test('needs two', () => {
    show(<CompareView first={first.id} second="" {...on} />);

    expect(screen.getByText('Two pictures are needed to compare.')).toBeInTheDocument();
  });
});

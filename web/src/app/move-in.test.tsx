import { makeIndex, makeLora } from '@/testing/fixtures';
import { openPage } from '@/testing/render-app';
import { answer } from '@/testing/server';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';

const files = (...given: File[]) => ({
  dataTransfer: {
    types: ['Files'],
    items: given.map((file) => ({
      kind: 'file',
      webkitGetAsEntry: () => null,
      getAsFile: () => file,
    })),
  },
});

beforeEach(() =>
  answer({
    'images.index': () => makeIndex([]),
    'loras.list': () => ({ items: [], nextCursor: null }),
  }),
);

describe('The ways to moving in', () => {
  test('are a button above one’s pictures, and one where there are none yet', async () => {
    const { user } = openPage('/images');
    await screen.findByRole('heading', { name: 'No pictures yet' });
    expect(screen.getAllByRole('button', { name: 'Move in' })).toHaveLength(2);

    await user.click(screen.getAllByRole('button', { name: 'Move in' })[1] ?? document.body);

    expect(await screen.findByRole('dialog', { name: 'Move in' })).toBeInTheDocument();
  });

  test('are the palette, from everywhere', async () => {
    const { user } = openPage('/people');
    await screen.findByRole('heading', { name: 'People', level: 1 });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox'), 'move in{Enter}');

    expect(await screen.findByRole('dialog', { name: 'Move in' })).toBeInTheDocument();
  });

  test('are dropping something anywhere on one’s pictures', async () => {
    openPage('/images');
    await screen.findByRole('heading', { name: 'No pictures yet' });
    const notes = files(new File(['x'], 'notes.md'));

    fireEvent.dragOver(document.body, notes);
    expect(screen.getByText(/Drop pictures, folders or a zip/)).toBeInTheDocument();
    fireEvent.drop(document.body, notes);

    expect(await screen.findByText('There are no pictures in it')).toBeInTheDocument();
    expect(screen.queryByText(/Drop pictures, folders or a zip/)).not.toBeInTheDocument();
  });

  test('are not a picture of the page that is dragged over it', async () => {
    openPage('/images');
    await screen.findByRole('heading', { name: 'No pictures yet' });

    fireEvent.dragStart(document.body);
    fireEvent.dragOver(document.body, files(new File(['x'], 'a.png')));
    fireEvent.drop(document.body, files(new File(['x'], 'a.png')));
    fireEvent.dragEnd(document.body);

    await waitFor(() => expect(screen.queryByText(/Drop pictures/)).not.toBeInTheDocument());
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('lead on from a LoRA that is known by its pictures alone to the import of its file', async () => {
    const lora = makeLora({
      source: 'gallery',
      status: 'cancelled',
      canGenerate: false,
      isMine: true,
    });
    answer({
      'loras.byId': () => lora,
      'generate.listByLora': () => ({ items: [], nextCursor: null, total: 0 }),
    });
    const { user } = openPage(`/loras/${lora.id}`);

    await user.click(await screen.findByRole('button', { name: 'Import its file' }));

    expect(await screen.findByRole('dialog', { name: 'Import a LoRA' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Generate' })).not.toBeInTheDocument();
  });
});

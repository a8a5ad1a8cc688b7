import { answer, inputsOf, server } from '@/testing/server';
import { info, makeLora, makeTraining, makeUpload } from '@/testing/fixtures';
import { openPage } from '@/testing/render-app';
import { streamOf } from '@/testing/streams';
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, test } from 'vitest';

const { id } = makeTraining();
const address = `/train/${id}`;
const nothing = { position: null, step: 0, steps: 1000, failure: null };

describe('The page of a training', () => {
  test('tells the queue, the steps and the end as they come', async () => {
    answer({
      'training.byId': () => makeTraining(),
      'loras.byId': () => makeLora({ id }),
    });
    openPage(address);
    expect(await screen.findByText('Waiting for its turn')).toBeInTheDocument();
    const stream = await streamOf(id);

    await stream.sendAny({ ...nothing, type: 'progress', state: 'running', position: 2 });
    expect(
      await screen.findByText('Waiting at the trainer, 2 trainings ahead'),
    ).toBeInTheDocument();
    await stream.sendAny({ ...nothing, type: 'progress', state: 'running', step: 250 });
    expect(await screen.findByText('Step 250 of 1,000')).toBeInTheDocument();
    expect(screen.getByRole('progressbar', { name: 'Training' })).toHaveAttribute(
      'aria-valuenow',
      '25',
    );
    answer({ 'training.byId': () => makeTraining({ state: 'completed', stepsDone: 1000 }) });
    await stream.sendAny({ ...nothing, type: 'completed', state: 'completed', step: 1000 });

    const generate = await screen.findByRole('button', { name: 'Generate now' });
    await waitFor(() => expect(generate).toBeEnabled());
  });

  test('opens the dialog to generate with the new LoRA', async () => {
    answer({
      'training.byId': () => makeTraining({ state: 'completed' }),
      'loras.byId': () => makeLora({ id, name: 'Ada' }),
    });
    const { user } = openPage(address);

    const button = await screen.findByRole('button', { name: 'Generate now' });
    await waitFor(() => expect(button).toBeEnabled());
    await user.click(button);

    expect(await screen.findByRole('dialog', { name: /Ada/ })).toBeInTheDocument();
  });

  test('can be cancelled after a question', async () => {
    answer({
      'training.byId': () => makeTraining({ state: 'running' }),
      'training.cancel': () => makeTraining({ state: 'cancelled' }),
    });
    const { user } = openPage(address);

    await user.click(await screen.findByRole('button', { name: 'Cancel the training' }));
    const dialog = screen.getByRole('dialog', { name: 'Cancel Ada?' });
    answer({ 'training.byId': () => makeTraining({ state: 'cancelled' }) });
    const [confirm] = [...dialog.querySelectorAll('button')].filter(
      (button) => button.textContent === 'Cancel the training',
    );
    await user.click(confirm ?? dialog);

    expect(await screen.findByRole('button', { name: 'Try again' })).toBeInTheDocument();
    expect(inputsOf('training.cancel')).toEqual([{ id }]);
  });

  test('tells why a training failed, and begins anew with the same photos', async () => {
    const failure = { code: 'BAD_GATEWAY', message: 'fal.ai found too few photos.' };
    answer({
      'training.byId': () => makeTraining({ state: 'failed', failure }),
      'uploads.list': () => ({ items: [0, 1, 2, 3].map((at) => makeUpload(at)), nextCursor: null }),
    });
    const { user } = openPage(address);
    expect(await screen.findByRole('alert')).toHaveTextContent('fal.ai found too few photos.');

    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('Ada');
    expect(screen.getByRole('textbox', { name: 'Trigger word' })).toHaveValue('adalv');
    expect(await screen.findByText('4 photos')).toBeInTheDocument();
  });
});

describe('The page that trains', () => {
  test('is entered from the LoRAs and leads to the training', async () => {
    server.use(
      http.post('http://likeness.test/api/uploads', ({ request }) => {
        const name = new URL(request.url).searchParams.get('name') ?? '';
        const upload = makeUpload(Number(/\d/.exec(name)), { name });
        return HttpResponse.json({ items: [upload], refused: [] }, { status: 201 });
      }),
    );
    answer({
      'loras.list': () => ({ items: [], nextCursor: null }),
      'training.create': () => makeTraining(),
      'training.byId': () => makeTraining(),
    });
    const { user, router } = openPage('/loras');
    await user.click(await screen.findByRole('link', { name: 'Train' }));
    const files = [0, 1, 2, 3].map((at) => new File(['x'], `p${at}.jpg`, { type: 'image/jpeg' }));
    await user.upload(await screen.findByLabelText('Photos', { selector: 'input' }), files);
    await screen.findByText('4 photos');
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Ada');
    await user.type(screen.getByRole('textbox', { name: 'Trigger word' }), 'adalv');

    await user.click(screen.getByRole('button', { name: 'Train' }));

    await waitFor(() => expect(router.state.location.pathname).toBe(address));
    expect(await screen.findByRole('heading', { name: 'Ada' })).toBeInTheDocument();
  });

  test('lists one’s own trainings', async () => {
    answer({
      'training.list': () => ({
        items: [makeTraining({ state: 'failed', images: [] })],
        nextCursor: null,
      }),
    });
    openPage('/train');

    expect(await screen.findByRole('link', { name: 'Ada' })).toHaveAttribute('href', address);
    expect(screen.getByText('The training failed')).toBeInTheDocument();
  });

  test('says where there is no trainer', async () => {
    answer({ 'server.info': () => ({ ...info, trainer: null }) });
    openPage('/train');

    expect(
      await screen.findByRole('heading', { name: 'No trainer is set up on this server' }),
    ).toBeInTheDocument();
  });

  test('says when the trainer cannot work', async () => {
    const { trainer } = info;
    answer({
      'server.info': () => ({
        ...info,
        trainer: trainer && { ...trainer, isAvailable: false, reason: 'Check the key.' },
      }),
    });
    openPage('/train');

    expect(await screen.findByText(/fal.ai cannot train now: Check the key/)).toBeInTheDocument();
  });
});

import { inputsOf, answer, refusal } from '@/testing/server';
import { makeBatch, makeImage, makeLora } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { streamOf } from '@/testing/streams';
import { changeImages } from '@/lib/image-changes';
import { signInRequestStore } from '@/lib/session';
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { GenerateDialog } from './generate-dialog';
import { RunWatcher } from './run-watcher';

const lora = makeLora();
const batch = makeBatch();
const onClose = vi.fn();
const onOpen = vi.fn();

async function open() {
  const { user } = show(
    <>
      <RunWatcher onShow={() => undefined} />
      <GenerateDialog
        loraId={lora.id}
        onClose={onClose}
        onOpen={onOpen}
        onGallery={() => undefined}
      />
    </>,
  );
  const prompt = await screen.findByRole('textbox', { name: 'Prompt' });
  return { user, prompt };
}

/** Opens the dialog and hands a batch in. */
async function start() {
  const { user, prompt } = await open();
  await user.type(prompt, 'three pumpkins');
  await user.click(await screen.findByRole('button', { name: 'Generate 4 pictures' }));
  const article = await screen.findByRole('article', { name: 'Batch: three pumpkins' });
  return { user, prompt, article, stream: await streamOf(batch.id) };
}

/** What the server says of the batch once it has ended. */
function endAs(state: 'completed' | 'failed' | 'cancelled', changes = {}) {
  answer({ 'generate.batch': () => makeBatch({ state, ...changes }) });
}

beforeEach(() => {
  answer({
    'loras.byId': () => lora,
    'generate.submit': () => ({ batch }),
    'generate.batch': () => batch,
    'generate.active': () => ({
      items: inputsOf('generate.submit').length > 0 ? [batch] : [],
    }),
  });
});

describe('The form', () => {
  test('sends what was set, and leaves to the server what was not', async () => {
    const { user } = await start();

    await user.click(screen.getByRole('radio', { name: '2' }));
    await user.click(screen.getByRole('radio', { name: 'Portrait 3 to 4' }));
    await user.click(screen.getByRole('button', { name: 'Generate 2 pictures' }));

    await waitFor(() =>
      expect(inputsOf('generate.submit')).toEqual([
        { loraTrainingId: lora.id, prompt: 'three pumpkins', personId: null },
        {
          loraTrainingId: lora.id,
          prompt: 'three pumpkins',
          personId: null,
          numImages: 2,
          imageSize: 'portrait_4_3',
        },
      ]),
    );
  });

  test('is sent by Ctrl+Enter', async () => {
    const { user, prompt } = await open();

    await user.type(prompt, 'an owl{Control>}{Enter}{/Control}');

    await screen.findByRole('article');
    expect(inputsOf('generate.submit')).toMatchObject([{ prompt: 'an owl' }]);
  });

  test('does not send an empty prompt', async () => {
    const { user, prompt } = await open();

    await user.type(prompt, '   {Control>}{Enter}{/Control}');

    expect(inputsOf('generate.submit')).toEqual([]);
  });

  test('takes an example into the prompt', async () => {
    const { user, prompt } = await open();

    await user.click(screen.getByRole('button', { name: 'a fox in the forest' }));

    expect(prompt).toHaveValue('a fox in the forest');
    expect(screen.queryByRole('list', { name: 'Examples' })).not.toBeInTheDocument();
  });

  test('walks past prompts with Alt and the arrow keys, back to what was typed', async () => {
    const past = ['the newest', 'the oldest'].map((text) => ({
      prompt: text,
      loraTrainingId: lora.id,
      lastUsedAt: '2026-03-01T12:00:00Z',
    }));
    answer({ 'generate.promptHistory': () => ({ items: past }) });
    const { user, prompt } = await open();
    await user.type(prompt, 'mine');
    await waitFor(() => expect(inputsOf('generate.promptHistory')).toHaveLength(1));

    const seen: string[] = [];
    for (const key of ['Up', 'Up', 'Up', 'Down', 'Down']) {
      await user.keyboard(`{Alt>}{Arrow${key}}{/Alt}`);
      seen.push((prompt as HTMLTextAreaElement).value);
    }

    expect(seen).toEqual(['the newest', 'the oldest', 'the oldest', 'the newest', 'mine']);
  });

  test('shows what the server says about a field at that field', async () => {
    answer({
      'generate.submit': () => {
        throw refusal('BAD_REQUEST', 'The input is invalid.', {
          errors: [{ path: 'prompt', message: 'Write something to see.' }],
        });
      },
    });
    const { user, prompt } = await open();

    await user.type(prompt, 'x');
    await user.click(await screen.findByRole('button', { name: 'Generate 4 pictures' }));

    await waitFor(() => expect(prompt).toBeInvalid());
    expect(prompt).toHaveAccessibleDescription('Write something to see.');
  });

  test('keeps the prompt while one signs in, and then sends it', async () => {
    answer({ 'auth.session': () => ({ session: null }) });
    const { user, prompt } = await open();
    await user.type(prompt, 'three pumpkins');
    await user.click(await screen.findByRole('button', { name: 'Generate 4 pictures' }));
    expect(inputsOf('generate.submit')).toEqual([]);

    signInRequestStore.get()?.onSignedIn?.();

    await waitFor(() =>
      expect(inputsOf('generate.submit')).toMatchObject([{ prompt: 'three pumpkins' }]),
    );
  });

  test('tells of changed settings and goes back to the defaults', async () => {
    const { user } = await open();
    await user.click(screen.getByText('Advanced'));

    await user.type(await screen.findByRole('textbox', { name: 'Seed' }), '42');
    expect(screen.getByRole('img', { name: 'changed' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Back to the defaults' }));

    expect(screen.queryByRole('img', { name: 'changed' })).not.toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Seed' })).toHaveValue('');
  });

  test('brings free sizes within what the server makes', async () => {
    const { user } = await open();
    await user.click(screen.getByText('Advanced'));
    const width = await screen.findByRole('textbox', { name: 'Width' });

    await user.clear(width);
    await user.type(width, '9000');
    await user.tab();

    expect(width).toHaveValue('1536');
  });
});

describe('A batch', () => {
  test('fills each tile alone, as its picture comes', async () => {
    const { article, stream } = await start();
    expect(within(article).getByRole('status')).toHaveTextContent('Waiting for its turn');

    await stream.send({ type: 'running' });
    await stream.send({ type: 'progress', index: 1, step: 7, steps: 28 });
    expect(within(article).getByRole('status')).toHaveTextContent('Drawing');
    expect(within(article).getByRole('progressbar', { name: 'Picture 2' })).toHaveAttribute(
      'aria-valuenow',
      '25',
    );
    await stream.send({ type: 'image', index: 2, image: makeImage(2) });

    expect(within(article).getAllByRole('img')).toHaveLength(1);
    expect(
      within(article).getByRole('img', { name: 'three pumpkins, picture 3 of 4' }),
    ).toBeInTheDocument();
    expect(within(article).getByRole('status')).toHaveTextContent('1 of 4 pictures ready');
    expect(article).toHaveAttribute('aria-busy', 'true');
  });

  test('ends with four pictures that open, and can be made again', async () => {
    const { user, article, stream } = await start();
    const images = [0, 1, 2, 3].map((index) => makeImage(index));
    endAs('completed', { images });
    for (const image of images) {
      await stream.send({ type: 'image', index: image.index, image });
    }
    await stream.send({ type: 'completed' });

    await user.click(within(article).getByRole('button', { name: /picture 2 of 4/ }));
    await user.click(within(article).getByRole('button', { name: 'Generate again' }));

    expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ index: 1 }));
    await waitFor(() => expect(inputsOf('generate.submit')).toHaveLength(2));
    expect(inputsOf('generate.submit')[1]).not.toHaveProperty('seed');
  });

  test('shows no picture that has gone to the trash, until it is taken back', async () => {
    const { user, article, stream } = await start();
    const image = makeImage(1);
    await stream.send({ type: 'image', index: 1, image });
    answer({ 'images.trash': () => ({ changed: 1 }), 'images.restore': () => ({ changed: 1 }) });

    act(() => {
      void changeImages({ kind: 'trash', ids: [image.id] });
    });

    expect(await within(article).findByText('Picture 2 is in the trash')).toBeInTheDocument();
    expect(within(article).queryByRole('img')).not.toBeInTheDocument();
    await user.click(within(article).getByRole('button', { name: 'Take it back' }));

    expect(within(article).getByRole('img', { name: /picture 2 of 4/ })).toBeInTheDocument();
    await waitFor(() => expect(inputsOf('images.restore')).toEqual([{ ids: [image.id] }]));
  });

  test('puts a seed back into the form on remix', async () => {
    const { user, article, stream, prompt } = await start();
    await stream.send({ type: 'image', index: 0, image: makeImage(0, { seed: '987' }) });
    await user.clear(prompt);

    await user.click(within(article).getByRole('button', { name: 'Remix picture 1' }));

    expect(prompt).toHaveValue('three pumpkins');
    await user.click(screen.getByText('Advanced'));
    expect(await screen.findByRole('textbox', { name: 'Seed' })).toHaveValue('987');
  });

  test('shows why one of four is missing, and tries that one again', async () => {
    const { user, article, stream } = await start();
    const images = [0, 1, 3].map((index) => makeImage(index));
    const failure = { code: 'TIMEOUT', message: 'The engine took too long.' };
    const jobs = batch.jobs.map((job) =>
      job.index === 2 ? { ...job, state: 'failed' as const, failure } : job,
    );
    endAs('completed', { images, jobs });
    await stream.send({ type: 'imageFailed', index: 2, failure });
    expect(within(article).getByText('The engine took too long.')).toBeInTheDocument();
    expect(within(article).queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
    await stream.send({ type: 'completed' });

    await user.click(await within(article).findByRole('button', { name: 'Try again' }));

    expect(within(article).getByRole('status')).toHaveTextContent('3 of 4 pictures ready');
    await waitFor(() => expect(inputsOf('generate.submit')).toHaveLength(2));
    expect(inputsOf('generate.submit')[1]).toMatchObject({ numImages: 1 });
  });

  test('offers another seed for a picture that was blocked', async () => {
    const { article, stream } = await start();
    const failure = { code: 'UNPROCESSABLE_CONTENT', message: 'The safety check held it back.' };
    const jobs = batch.jobs.map((job) =>
      job.index === 0 ? { ...job, state: 'blocked' as const, failure } : job,
    );
    endAs('completed', { images: [1, 2, 3].map((index) => makeImage(index)), jobs });

    await stream.send({ type: 'completed' });

    expect(
      await within(article).findByRole('button', { name: 'Try a new seed' }),
    ).toBeInTheDocument();
  });

  test('says why nothing came of it, and that it cost nothing', async () => {
    const { article, stream } = await start();
    const failure = { code: 'BAD_GATEWAY', message: 'The engine is out of order.' };
    endAs('failed', { failure });

    await stream.send({ type: 'failed', failure });

    const alert = await within(article).findByRole('alert');
    expect(alert).toHaveTextContent('The engine is out of order.');
    expect(alert).toHaveTextContent('The generation was returned to you');
    expect(within(article).getByRole('button', { name: 'Generate again' })).toBeEnabled();
  });

  test('is cancelled on request and keeps what was made', async () => {
    const cancelled = makeBatch({ state: 'cancelled', images: [makeImage(0)] });
    answer({ 'generate.cancel': () => cancelled });
    const { user, article, stream } = await start();
    await stream.send({ type: 'image', index: 0, image: makeImage(0) });
    endAs('cancelled', { images: [makeImage(0)] });

    await user.click(within(article).getByRole('button', { name: 'Cancel' }));

    await waitFor(() =>
      expect(within(article).getByRole('status')).toHaveTextContent('Cancelled, 1 picture kept'),
    );
    expect(within(article).getAllByText('Cancelled')).toHaveLength(3);
  });

  test('that runs already is shown again, and listened to', async () => {
    const running = makeBatch({ state: 'running', images: [makeImage(0)] });
    answer({
      'generate.active': () => ({ items: [running] }),
      'generate.batch': () => running,
    });

    await open();

    const article = await screen.findByRole('article', { name: 'Batch: three pumpkins' });
    expect(within(article).getByRole('status')).toHaveTextContent('1 of 4 pictures ready');
    const stream = await streamOf(batch.id);
    await stream.send({ type: 'image', index: 1, image: makeImage(1) });
    expect(within(article).getByRole('status')).toHaveTextContent('2 of 4 pictures ready');
  });
});

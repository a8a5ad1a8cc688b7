import type { Engine } from '@/api/router';
import { changeDraft } from '@/lib/drafts';
import { queryClient } from '@/lib/query-client';
import { info, makeBatch, makeEngine, makeImage, makeLora, session } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { answer, inputsOf } from '@/testing/server';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { noteBatch } from '../lib/run-store';
import { GenerateDialog } from './generate-dialog';

const lora = makeLora({ baseModel: 'flux.1' });
const fal = makeEngine();
const gpu = makeEngine({
  id: 'sdcpp',
  title: 'Own GPU',
  note: 'FLUX.1 on a GPU of your own.',
  isDefault: false,
});
const paperflux = info.engines[0] ?? makeEngine();
const broken = { isAvailable: false, reason: 'fal.ai does not accept FAL_KEY.' };

function withEngines(...engines: Engine[]) {
  answer({ 'server.info': () => ({ ...info, engines }) });
}

async function open() {
  const { user } = show(
    <GenerateDialog
      loraId={lora.id}
      onClose={() => undefined}
      onOpen={() => undefined}
      onGallery={() => undefined}
    />,
  );
  const prompt = await screen.findByRole('textbox', { name: 'Prompt' });
  return { user, prompt };
}

type User = Awaited<ReturnType<typeof open>>['user'];

/** Where the engines are; gives the choice of one of them. */
async function openAdvanced(user: User, engine = 'fal.ai') {
  await user.click(screen.getByText('Advanced'));
  return screen.findByRole('radio', { name: engine });
}

async function sent(user: User) {
  await user.click(screen.getByRole('button', { name: 'Generate 4 pictures' }));
  await waitFor(() => expect(inputsOf('generate.submit')).toHaveLength(1));
  return inputsOf('generate.submit')[0];
}

beforeEach(() => {
  changeDraft(lora.id, { prompt: 'a fox', engine: undefined });
  answer({
    'loras.byId': () => lora,
    'generate.submit': () => ({ batch: makeBatch() }),
  });
});

describe('An engine that is out of order', () => {
  test('is no matter where another steps in by itself', async () => {
    const engines = [{ ...fal, ...broken }, gpu];
    answer({ 'server.info': () => ({ ...info, engines, fallsBack: true }) });

    await open();

    expect(screen.queryByText(/cannot be used at the moment/)).not.toBeInTheDocument();
  });
});

describe('The price', () => {
  test('is shown where it is known, for all pictures together', async () => {
    withEngines({ ...fal, priceMicrodollars: 25_000 });

    await open();

    expect(screen.getByText('about $0.10')).toBeInTheDocument();
  });
});

describe('The choice of the engine', () => {
  test('is none where one engine takes the LoRA: its title is enough', async () => {
    withEngines(paperflux, fal);

    const { user } = await open();

    expect(screen.getByText('Made by fal.ai')).toBeInTheDocument();
    expect(screen.queryByRole('group', { name: 'Made by' })).not.toBeInTheDocument();
    expect(await sent(user)).not.toHaveProperty('engine');
  });

  test('begins with the first that takes the LoRA, and leaves that to the server', async () => {
    withEngines(paperflux, fal, gpu);

    const { user } = await open();

    await openAdvanced(user);
    const group = screen.getByRole('group', { name: 'Made by' });
    expect(within(group).getAllByRole('radio')).toHaveLength(2);
    expect(within(group).getByRole('radio', { name: 'fal.ai' })).toBeChecked();
    expect(within(group).getByRole('radio', { name: 'Own GPU' })).toHaveAccessibleDescription(
      'FLUX.1 on a GPU of your own.',
    );
    expect(await sent(user)).not.toHaveProperty('engine');
  });

  test('is sent once made, kept for the next time, and undone with the rest', async () => {
    withEngines(fal, gpu);
    const { user } = await open();

    await user.click(await openAdvanced(user, 'Own GPU'));

    expect(screen.getByText('Made by Own GPU')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'changed' })).toBeInTheDocument();
    expect(localStorage.getItem(`draft:${lora.id}`)).toContain('"engine":"sdcpp"');
    expect(await sent(user)).toMatchObject({ engine: 'sdcpp' });
    await user.click(screen.getByRole('button', { name: 'Back to the defaults' }));
    expect(screen.getByRole('radio', { name: 'fal.ai' })).toBeChecked();
  });

  test('is moved with the arrow keys', async () => {
    withEngines(fal, gpu);
    const { user } = await open();

    (await openAdvanced(user)).focus();
    await user.keyboard('{ArrowDown}');

    expect(screen.getByRole('radio', { name: 'Own GPU' })).toBeChecked();
  });

  test('forgets an engine that the server has no more', async () => {
    changeDraft(lora.id, { engine: 'sdcpp' });
    withEngines(fal);

    const { user } = await open();

    expect(screen.getByText('Made by fal.ai')).toBeInTheDocument();
    expect(screen.queryByRole('img', { name: 'changed' })).not.toBeInTheDocument();
    expect(await sent(user)).not.toHaveProperty('engine');
  });

  test('marks what cannot be used with the reason', async () => {
    withEngines(fal, { ...gpu, ...broken, reason: 'The GPU does not answer.' });

    const { user } = await open();

    const radio = await openAdvanced(user, 'Own GPU');
    expect(radio).toBeDisabled();
    expect(radio).toHaveAccessibleDescription('The GPU does not answer.');
  });
});

describe('An engine out of order', () => {
  const text = /fal.ai cannot be used at the moment/;

  test('is told of in neutral words, without the operator’s reason', async () => {
    withEngines({ ...fal, ...broken });

    await open();

    const banner = screen.getByText(text).closest('[role="status"]');
    expect(banner).toHaveTextContent('what you write here is kept');
    expect(banner).not.toHaveTextContent('FAL_KEY');
  });

  test('is told of to the admin with the reason', async () => {
    answer({ 'auth.session': () => ({ session: { ...session, isAdmin: true } }) });
    withEngines({ ...fal, ...broken });

    await open();

    expect(await screen.findByText('fal.ai does not accept FAL_KEY.')).toBeInTheDocument();
  });

  test('offers the other one that can do it', async () => {
    withEngines({ ...fal, ...broken }, gpu);
    const { user } = await open();

    await user.click(screen.getByRole('button', { name: 'Use Own GPU' }));

    expect(screen.queryByText(text)).not.toBeInTheDocument();
    expect(await sent(user)).toMatchObject({ engine: 'sdcpp' });
  });

  test('is nobody’s concern while another does the work by default', async () => {
    withEngines(gpu, { ...fal, ...broken });

    await open();

    expect(screen.queryByText(text)).not.toBeInTheDocument();
  });

  test('is not told of again once that was dismissed', async () => {
    withEngines({ ...fal, ...broken });
    const { user } = await open();

    await user.click(screen.getByRole('button', { name: 'Dismiss' }));

    expect(screen.queryByText(text)).not.toBeInTheDocument();
  });

  test('shows within a minute, and goes when it works again', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    withEngines(fal);
    await open();
    expect(screen.queryByText(text)).not.toBeInTheDocument();

    withEngines({ ...fal, ...broken });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await screen.findByText(text)).toBeInTheDocument();
    withEngines(fal);
    await vi.advanceTimersByTimeAsync(60_000);

    await waitFor(() => expect(screen.queryByText(text)).not.toBeInTheDocument());
    queryClient.clear();
    vi.useRealTimers();
  });
});

describe('A batch that has ended', () => {
  test('says who made its pictures, and a remix asks for the same one', async () => {
    withEngines(fal, gpu);
    noteBatch(makeBatch({ state: 'completed', engine: 'sdcpp', images: [makeImage(0)] }));
    const { user } = await open();

    const batch = screen.getByRole('article', { name: 'Batch: three pumpkins' });
    expect(within(batch).getByText('Made by Own GPU')).toBeInTheDocument();
    await user.click(within(batch).getByRole('button', { name: 'Remix' }));

    expect(await openAdvanced(user, 'Own GPU')).toBeChecked();
  });
});

import type { GeneratedImage, GenerationBatch, LoraDetail } from '@/api/router';
import { draftOf } from '@/lib/drafts';
import { signInRequestStore } from '@/lib/session';
import { makeBatch, makeImage, makeLora, makeSettings } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { answer, inputsOf, refusal } from '@/testing/server';
import { streamOf } from '@/testing/streams';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { FindStrength } from './find-strength';
// Loaded on demand; here at once, so that the first test does not wait for it.
import './ladder-dialog';
import { usualScales } from '../lib/rungs';

const mine = makeLora({ isMine: true, defaultScale: 1.5 });

function ladderWith(images: GeneratedImage[], state: GenerationBatch['state'] = 'running') {
  const { jobs, ...batch } = makeBatch({ numImages: 7, state, images });
  const rungs = jobs.map((job, index) => ({ ...job, loraScale: usualScales[index] ?? 0 }));
  return { ...batch, jobs: rungs, settings: makeSettings({ loraScale: 0.4 }) };
}

const allImages = usualScales.map((loraScale, index) => makeImage(index, { loraScale }));

/** Opens the window of a LoRA on a server that makes its ladder. */
async function open(lora: LoraDetail = mine) {
  let batch = ladderWith([], 'queued');
  answer({
    'generate.ladder': () => ({ batch }),
    'generate.batch': () => batch,
    'loras.update': ({ defaultScale, coverImageId }) => ({
      ...lora,
      defaultScale: defaultScale ?? lora.defaultScale,
      coverImage: coverImageId
        ? { ...makeImage(0), alt: 'three pumpkins', imageId: coverImageId }
        : null,
    }),
  });
  const { user } = show(<FindStrength lora={lora} />);
  await user.click(screen.getByRole('button', { name: 'Find my strength' }));
  await screen.findByRole('dialog', { name: 'Find my strength: Linocut' });
  const make = (next: GenerationBatch) => {
    batch = next;
  };
  return { user, make };
}

/** With all seven pictures there. */
async function climbed(lora: LoraDetail = mine) {
  const { user, make } = await open(lora);
  make(ladderWith(allImages, 'completed'));
  await user.click(screen.getByRole('button', { name: 'Make the ladder' }));
  await screen.findByRole('option', { name: 'Strength 1.0' });
  return user;
}

function chosen(): string | null {
  return screen.getByRole('option', { selected: true }).getAttribute('aria-label');
}

describe('The strength ladder', () => {
  test('begins with an example of the LoRA and the seven strengths to come', async () => {
    const { user } = await open();

    expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('a lighthouse at night');
    expect(screen.getAllByRole('option')).toHaveLength(7);
    expect(chosen()).toBe('Strength 1.4, to come');
    expect(screen.getByRole('button', { name: 'Use 1.4' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Make the ladder' }));

    await waitFor(() =>
      expect(inputsOf('generate.ladder')).toEqual([
        { loraTrainingId: mine.id, prompt: 'a lighthouse at night' },
      ]),
    );
  });

  test('fills one tile after the other', async () => {
    const { user, make } = await open();
    await user.click(screen.getByRole('button', { name: 'Make the ladder' }));
    const stream = await streamOf('c'.repeat(32));
    expect(screen.getByRole('option', { name: 'Strength 0.4, on its way' })).toBeInTheDocument();

    make(ladderWith(allImages.slice(0, 2)));
    await stream.send({ type: 'image', index: 1, image: allImages[1] ?? null });

    expect(await screen.findByRole('option', { name: 'Strength 0.6' })).toBeInTheDocument();
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByText('2 of 7 pictures ready')).toBeInTheDocument();
    expect(screen.getByRole('option', { name: 'Strength 0.8, on its way' })).toBeInTheDocument();
  });

  test('is gone along with arrow keys, and Enter makes a strength the default, with its picture as the cover', async () => {
    const user = await climbed();
    screen.getByRole('option', { selected: true }).focus();

    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(chosen()).toBe('Strength 1.0');
    await user.keyboard('{Home}{ArrowLeft}');
    expect(chosen()).toBe('Strength 0.4');
    await user.keyboard('{ArrowRight}{Enter}');

    await waitFor(() =>
      expect(inputsOf('loras.update')).toEqual([
        { id: mine.id, defaultScale: 0.6, coverImageId: allImages[1]?.id },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  test('can be undone: strength, cover and what stood in the form', async () => {
    const user = await climbed();
    await user.click(screen.getByRole('option', { name: 'Strength 1.0' }));
    await user.click(screen.getByRole('button', { name: 'Use 1.0' }));
    await screen.findByText('1.0 is the strength of Linocut now');

    await user.click(screen.getByRole('button', { name: 'Undo' }));

    await waitFor(() =>
      expect(inputsOf('loras.update')[1]).toEqual({
        id: mine.id,
        defaultScale: 1.5,
        coverImageId: '',
      }),
    );
  });

  test("puts the strength of somebody else's LoRA into one's own form alone", async () => {
    const user = await climbed(makeLora());
    await user.click(screen.getByRole('option', { name: 'Strength 1.2' }));
    await user.click(screen.getByRole('button', { name: 'Use 1.2' }));

    expect(draftOf(mine.id).loraScale).toBe(1.2);
    expect(inputsOf('loras.update')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(draftOf(mine.id).loraScale).toBeUndefined();
  });

  test('is there again when one comes back to it', async () => {
    const user = await climbed();
    await user.click(screen.getByRole('button', { name: 'Close' }));

    await user.click(screen.getByRole('button', { name: 'Find my strength' }));

    expect(await screen.findByRole('option', { name: 'Strength 1.6' })).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('three pumpkins');
    expect(screen.getByRole('button', { name: 'Make another' })).toBeEnabled();
  });

  test('says why it cannot be made', async () => {
    const { user } = await open();
    answer({
      'generate.ladder': () => {
        throw refusal('TOO_MANY_REQUESTS', 'All 8 generations are used.');
      },
    });
    await user.click(screen.getByRole('button', { name: 'Make the ladder' }));
    expect(await screen.findByText('All 8 generations are used.')).toBeInTheDocument();
  });

  test('asks who is not signed in to sign in', async () => {
    answer({ 'auth.session': () => ({ session: null }) });
    const { user } = await open();

    await user.click(screen.getByRole('button', { name: 'Make the ladder' }));

    expect(inputsOf('generate.ladder')).toEqual([]);
    expect(signInRequestStore.get()?.reason).toMatch(/Sign in/);
  });

  test('shows why a strength has no picture', async () => {
    const { user, make } = await open();
    const failure = { code: 'UNPROCESSABLE_CONTENT', message: 'Held back.' };
    const batch = ladderWith(allImages.slice(0, 6), 'completed');
    make({
      ...batch,
      jobs: batch.jobs.map((job) => (job.index === 6 ? { ...job, failure } : job)),
    });
    await user.click(screen.getByRole('button', { name: 'Make the ladder' }));

    await user.click(await screen.findByRole('option', { name: 'Strength 1.6, not made' }));

    expect(screen.getByText('Held back.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Use 1.6' })).toBeDisabled();
  });

  test('is not offered for a LoRA that no engine can use', () => {
    show(<FindStrength lora={makeLora({ canGenerate: false })} />);

    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

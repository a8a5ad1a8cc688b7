import type { ImageOrigin } from '@/api/router';
import { makeDetail, makeImage, makeSettings } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { useImageActions } from '../lib/use-image-actions';
import { RecipePanel } from './recipe-panel';

const origin: ImageOrigin = {
  path: 'out/2024/pumpkin.png',
  program: 'a1111',
  negativePrompt: 'blurry, extra fingers',
  sampler: 'DPM++ 2M Karras',
  model: 'dreamshaper_8',
  loras: [
    { name: 'papercut', scale: 0.7 },
    { name: 'glow', scale: 0.3 },
  ],
  text: 'a pumpkin <lora:papercut:0.7>\nNegative prompt: blurry, extra fingers\nSteps: 20',
};

const kind = { lora: { ...makeDetail(makeImage(0)).recipe.lora, sha256: '' } };
const image = makeDetail(makeImage(0), { origin });
const moved = { ...image, recipe: { ...image.recipe, ...kind } };

function Panel({ image: shown = moved }) {
  const events = {
    onClose: vi.fn(),
    onStep: vi.fn(),
    onRemix: vi.fn(),
    onGenerate: vi.fn(),
    onCompare: vi.fn(),
    onOpenLora: vi.fn(),
  };
  const place = { image: shown, detail: shown, previous: null, next: null };
  const actions = useImageActions(place, events);
  return actions && <RecipePanel image={shown} actions={actions} onOpenLora={events.onOpenLora} />;
}

describe('The recipe of a picture that moved in', () => {
  test('shows what only its own program knows, each with a way to copy it', async () => {
    const { user } = show(<Panel />);
    const part = within(screen.getByRole('region', { name: 'As it came' }));

    expect(part.getByText('DPM++ 2M Karras')).toBeInTheDocument();
    expect(part.getByText('dreamshaper_8')).toBeInTheDocument();
    expect(part.getByText('A1111, Forge')).toBeInTheDocument();
    expect(part.getByText('glow × 0.3')).toBeInTheDocument();
    expect(part.getByText('out/2024/pumpkin.png')).toBeInTheDocument();
    const negative = within(screen.getByRole('region', { name: 'Negative prompt' }));
    expect(negative.getByText('blurry, extra fingers')).toBeInTheDocument();
    await user.click(negative.getByRole('button', { name: 'Copy negative prompt' }));
    expect(await navigator.clipboard.readText()).toBe(origin.negativePrompt);
  });

  test('is copied as that program wrote it', async () => {
    const { user } = show(<Panel />);

    await user.click(screen.getByRole('button', { name: 'Copy recipe' }));

    expect(await navigator.clipboard.readText()).toBe(origin.text);
  });

  test('offers nothing that its LoRA cannot do', () => {
    show(<Panel />);

    expect(screen.queryByRole('button', { name: /Vary/ })).not.toBeInTheDocument();
    expect(screen.getByText(/once the file of its LoRA is imported/)).toBeInTheDocument();
  });

  test('keeps the ways to more of it where the LoRA is here', () => {
    show(<Panel image={image} />);

    expect(screen.getByRole('button', { name: /Vary/ })).toBeInTheDocument();
  });

  test('leaves out what no program told', () => {
    const nothing = {
      ...origin,
      path: '',
      program: null,
      negativePrompt: '',
      sampler: '',
      model: '',
      loras: [],
      text: '',
    };
    const settings = makeSettings({ numInferenceSteps: 0, guidanceScale: 0 });
    const bare = {
      ...moved,
      origin: nothing,
      recipe: { ...moved.recipe, prompt: '', seed: '0', settings },
    };
    show(<Panel image={bare} />);

    expect(screen.getByText('Its file tells of none.')).toBeInTheDocument();
    for (const name of [
      'Seed',
      'Steps',
      'Guidance',
      'Strength',
      'Negative prompt',
      'Model',
      'Made by',
    ]) {
      expect(screen.queryByText(name)).not.toBeInTheDocument();
    }
    expect(screen.getByText('not known')).toBeInTheDocument();
  });
});

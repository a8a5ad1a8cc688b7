import type { Draft } from '@/lib/drafts';
import { info, makeEngine, makeLora } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { answer } from '@/testing/server';
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { MoreLoras } from './more-loras';

const lora = makeLora();
const night = makeLora({ id: '1'.repeat(32), name: 'Night', defaultScale: 0.7 });
const fog = makeLora({ id: '2'.repeat(32), name: 'Fog' });
const flux = makeLora({ id: '3'.repeat(32), name: 'A face', baseModel: 'flux.1' });
const [paperflux = makeEngine()] = info.engines;
const onChange = vi.fn();

function showWith(loras: Draft['loras'], engine = paperflux) {
  return show(
    <MoreLoras
      draft={{ prompt: '', ...(loras && { loras }) }}
      lora={lora}
      engine={engine}
      error={null}
      onChange={onChange}
    />,
  );
}

beforeEach(() => {
  onChange.mockClear();
  const all = [lora, night, fog, flux];
  answer({
    'loras.list': () => ({ items: all, nextCursor: null }),
    'loras.byId': ({ id }) => all.find((each) => each.id === id) ?? lora,
  });
});

describe('More LoRAs', () => {
  test('offers those of the same base model that are not used yet', async () => {
    const { user } = showWith([{ loraTrainingId: fog.id }]);

    await user.click(screen.getByRole('button', { name: 'Add a LoRA' }));
    await screen.findByRole('option', { name: 'Night' });
    const select = await screen.findByRole('combobox', { name: 'Add a LoRA' });
    const names = Array.from(select.querySelectorAll('option'), ({ textContent }) => textContent);
    expect(names).toEqual(['Choose one', 'Night']);
    await user.selectOptions(select, 'Night');

    expect(onChange).toHaveBeenCalledWith({
      loras: [{ loraTrainingId: fog.id }, { loraTrainingId: night.id }],
    });
  });

  test('shows each with its strength, and takes it away again', async () => {
    const { user } = showWith([{ loraTrainingId: night.id }]);

    expect(await screen.findByRole('slider', { name: 'Strength of Night' })).toHaveValue('0.7');
    await user.click(screen.getByRole('button', { name: 'Remove Night' }));

    expect(onChange).toHaveBeenCalledWith({ loras: undefined });
  });

  test('says so when the engine takes no more', async () => {
    showWith([{ loraTrainingId: night.id }], { ...paperflux, maxLoras: 2 });

    expect(await screen.findByText('PaperFlux takes 2 LoRAs at once.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Add a LoRA' })).not.toBeInTheDocument();
  });

  test('is not there where the engine takes one, unless some are chosen already', async () => {
    const one = { ...paperflux, maxLoras: 1 };
    const { again } = showWith(undefined, one);
    expect(screen.queryByRole('group')).not.toBeInTheDocument();

    again(
      <MoreLoras
        draft={{ prompt: '', loras: [{ loraTrainingId: night.id }] }}
        lora={lora}
        engine={one}
        error={null}
        onChange={onChange}
      />,
    );

    expect(await screen.findByText(/uses one LoRA at a time/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Remove/ })).toBeInTheDocument();
  });
});

import { makeLora } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { LoraHeader } from './lora-header';

/** The value that stands beside a name. */
function fact(name: string): HTMLElement | null {
  return screen.getByText(name).parentElement?.querySelector('dd') ?? null;
}

describe('The passport of a LoRA', () => {
  test('shows what was read from its file', async () => {
    const lora = makeLora({
      baseModel: 'flux.1',
      keyFamily: 'kohya',
      rank: 16,
      alpha: 8,
      fileBytes: 171_900_000,
      sha256: `0123456789ab${'c'.repeat(52)}`,
    });
    const { user } = show(<LoraHeader lora={lora} onGenerate={null} />);

    expect(fact('Base model')).toHaveTextContent('flux.1');
    expect(fact('Key names')).toHaveTextContent('Kohya');
    expect(fact('Rank')).toHaveTextContent('16');
    expect(fact('Alpha')).toHaveTextContent('8');
    expect(fact('File size')).toHaveTextContent('172 MB');
    expect(fact('SHA-256')).toHaveTextContent('0123456789ab…');
    await user.click(screen.getByRole('button', { name: 'Copy SHA-256' }));
    expect(await navigator.clipboard.readText()).toBe(lora.sha256);
  });

  test('says what an alpha that the file does not name comes to', () => {
    show(<LoraHeader lora={makeLora({ rank: 4, alpha: null })} onGenerate={null} />);

    expect(fact('Alpha')).toHaveTextContent('4, as the rank');
  });

  test('shows what the trainer wrote into the file', () => {
    const details = { steps: '1000', comment: 'two\nlines' };
    show(<LoraHeader lora={makeLora({ details })} onGenerate={null} />);

    const tags = screen.getByRole('region', { name: 'From its training' });
    expect(within(tags).getByText('Steps')).toBeInTheDocument();
    expect(within(tags).getByText('1000')).toBeInTheDocument();
    expect(within(tags).getByText(/two\s+lines/)).toBeInTheDocument();
  });

  test('has no such part for a file that says nothing', () => {
    show(<LoraHeader lora={makeLora()} onGenerate={null} />);

    expect(screen.queryByRole('region', { name: 'From its training' })).not.toBeInTheDocument();
  });

  test('warns its owner, and nobody else', () => {
    const warnings = ['Its metadata says sdxl, but its layers are those of flux.1.'];
    const { again } = show(
      <LoraHeader lora={makeLora({ warnings, isMine: true })} onGenerate={null} />,
    );
    expect(screen.getByRole('list', { name: 'Warnings' })).toHaveTextContent('says sdxl');

    again(<LoraHeader lora={makeLora({ warnings })} onGenerate={null} />);

    expect(screen.queryByRole('list', { name: 'Warnings' })).not.toBeInTheDocument();
  });
});

describe('A LoRA that is known from pictures that moved in', () => {
  test('says what is missing, and shows nothing of the file that it does not have', () => {
    const lora = makeLora({
      source: 'gallery',
      status: 'cancelled',
      canGenerate: false,
      baseModel: '',
      isMine: true,
    });
    show(<LoraHeader lora={lora} onGenerate={null} />);

    expect(screen.getByText('From your pictures')).toBeInTheDocument();
    expect(screen.getByText(/import its file to generate with it/)).toBeInTheDocument();
    expect(screen.queryByText('About this LoRA')).not.toBeInTheDocument();
    expect(screen.queryByText(/rank 8/)).not.toBeInTheDocument();
  });
});

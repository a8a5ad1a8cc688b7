import { answer, inputsOf, refusal } from '@/testing/server';
import { info, makeLora, plenty } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { GenerateForm } from './generate-form';
import { QuotaLine } from './quota-line';

const now = new Date(2026, 2, 1, 14, 0).getTime();
const at = (hour: number, minute: number, day = 1) =>
  new Date(2026, 2, day, hour, minute).toISOString();
const rule = info.quota;

describe('The quota line', () => {
  test('tells how many are left', () => {
    show(<QuotaLine quota={plenty} rule={rule} now={now} />);

    expect(screen.getByText('8 of 8 generations remaining today')).toBeInTheDocument();
  });

  test('tells when the next one returns', () => {
    const quota = { ...plenty, remaining: 5, nextAt: at(17, 12) };

    show(<QuotaLine quota={quota} rule={rule} now={now} />);

    expect(screen.getByText(/Next one returns at/)).toHaveTextContent(/17:12|5:12/);
    expect(screen.getByText(/Next one returns at/)).toHaveTextContent('(in 3 h 12 min)');
  });

  test('says tomorrow when it is', () => {
    const quota = { ...plenty, remaining: 0, nextAt: at(2, 10, 2) };

    show(<QuotaLine quota={quota} rule={rule} now={now} />);

    expect(screen.getByText(/Next one returns tomorrow at/)).toHaveTextContent('(in 12 h 10 min)');
  });

  test('knows wallets without a limit', () => {
    show(<QuotaLine quota={{ ...plenty, unlimited: true }} rule={rule} now={now} />);

    expect(screen.getByText('No limit for this wallet.')).toBeInTheDocument();
  });

  test('tells who is not signed in what everyone has', () => {
    show(<QuotaLine quota={undefined} rule={rule} now={now} />);

    expect(screen.getByText('Everyone has 8 generations today.')).toBeInTheDocument();
  });
});

describe('The form', () => {
  const spent = { ...plenty, remaining: 0, nextAt: new Date(Date.now() + 3.6e6).toISOString() };

  test('says on its button when the next generation returns', async () => {
    answer({ 'generate.remaining': () => spent });
    const { user } = show(<GenerateForm lora={makeLora()} info={info} />);
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a boat');

    const button = await screen.findByRole('button', { name: /^Next generation / });
    await user.click(button);

    expect(screen.getByText(/^0 of 8 generations remaining today/)).toBeInTheDocument();
    expect(inputsOf('generate.submit')).toEqual([]);
  });

  test('shows the refusal of a batch that came too late, with the request to quote', async () => {
    answer({
      'generate.submit': () => {
        throw refusal('TOO_MANY_REQUESTS', 'All 8 generations are used.', { requestId: 'r-1' });
      },
    });
    const { user } = show(<GenerateForm lora={makeLora()} info={info} />);
    await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'a boat');

    await user.click(await screen.findByRole('button', { name: 'Generate 4 pictures' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'All 8 generations are used.request r-1',
    );
  });
});

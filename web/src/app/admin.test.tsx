import { session } from '@/testing/fixtures';
import { openPage } from '@/testing/render-app';
import { answer, inputsOf } from '@/testing/server';
import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

const sums = {
  batches: 3,
  submitted: 9,
  kept: 4,
  failed: 0,
  blocked: 2,
  cancelled: 3,
  imageMicrodollars: 100_000,
  trainings: 0,
  trainingMicrodollars: 0,
  priceMicrodollars: 100_000,
};

function asOperator() {
  answer({
    'auth.session': () => ({ session: { ...session, isAdmin: true } }),
    'admin.overview': () => ({
      version: '0.1.0',
      from: '2026-02-01',
      to: '2026-03-02',
      databaseMilliseconds: 2,
      buckets: [{ name: 'generated', isReachable: false, reason: 'No rights.', milliseconds: 4 }],
      disk: { freeBytes: 5e10, totalBytes: 1e11 },
      engines: [
        {
          id: 'fal',
          title: 'fal.ai',
          isAvailable: false,
          reason: 'The balance is used up.',
          since: '2026-03-01T12:00:00Z',
          waiting: 12,
          running: 1,
        },
      ],
      fallsBack: false,
      trainings: [],
      accounting: {
        submitted: 9,
        kept: 4,
        refunded: 2,
        cancelled: 3,
        running: 0,
        isBalanced: true,
      },
    }),
    'admin.usage': () => ({
      from: '2026-02-01',
      to: '2026-03-02',
      items: [
        { ...sums, walletAddress: session.walletAddress, lastUsedAt: '2026-03-01T12:00:00Z' },
      ],
      nextCursor: null,
      total: sums,
      wallets: 1,
    }),
  });
}

describe('The page of the operator', () => {
  test('tells others plainly that it is not for them, and asks nothing', async () => {
    openPage('/admin');

    expect(
      await screen.findByText('Only the operator of this server can see this page.', undefined, {
        timeout: 10_000,
      }),
    ).toBeInTheDocument();
    expect(inputsOf('admin.overview')).toEqual([]);
    expect(inputsOf('admin.usage')).toEqual([]);
  });

  test('shows what is wrong, and that every image is accounted for', async () => {
    asOperator();
    openPage('/admin');

    expect(
      await screen.findByText(
        '9 submitted = 4 kept + 2 refunded + 3 cancelled + 0 running',
        undefined,
        { timeout: 10_000 },
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('cannot be reached: No rights.')).toBeInTheDocument();
    const engine = screen.getByRole('row', { name: /fal\.ai/ });
    expect(within(engine).getByText('The balance is used up.')).toBeInTheDocument();
    expect(within(engine).getByText('12')).toBeInTheDocument();
  });

  test('shows what each wallet cost', async () => {
    asOperator();
    openPage('/admin');

    const table = await screen.findByRole(
      'table',
      { name: 'Usage and cost by wallet' },
      { timeout: 10_000 },
    );

    expect(within(table).getAllByText('$0.10')).toHaveLength(2);
    expect(inputsOf('admin.usage')[0]).toMatchObject({
      from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    });
  });
});

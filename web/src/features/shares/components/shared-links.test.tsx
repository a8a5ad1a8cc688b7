import type { Share } from '@/api/router';
import { makeShare } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { answer, inputsOf } from '@/testing/server';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { SharedLinks } from './shared-links';

let shares: Share[] = [];

beforeEach(() => {
  shares = [];
  answer({
    'shares.list': () => ({ items: shares }),
    'shares.revoke': ({ id }) => {
      shares = shares.filter((share) => share.id !== id);
      return { id };
    },
  });
});

describe('The list of shared links', () => {
  test('says how to share when nothing is', async () => {
    show(<SharedLinks />);
    expect(await screen.findByText(/You share nothing/)).toBeInTheDocument();
  });

  test('tells what each is, until when, and how often it was opened', async () => {
    shares = [
      makeShare({ id: '1', title: 'Three foxes', openedCount: 12, hasPassword: true }),
      makeShare({ id: '2', kind: 'lora', loraName: 'Noir', imageCount: null, showsRecipe: true }),
      makeShare({ id: '3', imageCount: 4, expiresAt: null, openedCount: 1, hasEnded: true }),
    ];
    show(<SharedLinks />);

    const rows = await screen.findAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^Three foxes.*Password.*until \w+ \d+, 2027 · opened 12 times$/),
      expect.stringMatching(/^Pictures made with Noir.*Recipe.*not opened yet$/),
      expect.stringMatching(/^4 pictures.*Ended.*until you end it · opened once$/),
    ]);
    const ended = rows[2];
    expect(ended && within(ended).queryByRole('button', { name: /^Copy/ })).toBeNull();
  });

  test('ends a link after a question', async () => {
    shares = [makeShare({ title: 'Three foxes' })];
    const { user } = show(<SharedLinks />);

    await user.click(await screen.findByRole('button', { name: 'End the link to Three foxes' }));
    expect(inputsOf('shares.revoke')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'End the link' }));

    await waitFor(() => expect(screen.queryByRole('listitem')).not.toBeInTheDocument());
    expect(screen.getByText('The link has ended')).toBeInTheDocument();
  });
});

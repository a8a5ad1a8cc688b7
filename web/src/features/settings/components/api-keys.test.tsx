import { answer, inputsOf, refusal } from '@/testing/server';
import { show } from '@/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ApiKeys } from './api-keys';

const key = {
  id: 'k'.repeat(32),
  name: 'my script',
  prefix: 'lk_ab12',
  createdAt: '2026-03-01T12:00:00Z',
  lastUsedAt: null,
};
let keys = [key];

beforeEach(() => {
  keys = [];
  answer({ 'tokens.list': () => ({ items: keys }) });
});

describe('API keys', () => {
  test('are shown once, then never again', async () => {
    answer({
      'tokens.create': ({ name }) => {
        keys = [{ ...key, name }];
        return { ...key, name, token: 'lk_ab12secret' };
      },
    });
    const { user } = show(<ApiKeys />);
    await user.type(await screen.findByRole('textbox', { name: 'New key, for' }), 'my script');

    await user.click(screen.getByRole('button', { name: 'Make a key' }));
    expect(await screen.findByText('lk_ab12secret')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Done' }));

    expect(screen.queryByText('lk_ab12secret')).not.toBeInTheDocument();
    expect(within(await screen.findByRole('listitem')).getByText('my script')).toBeInTheDocument();
  });

  test('are revoked after a question', async () => {
    keys = [key];
    answer({
      'tokens.revoke': ({ id }) => {
        keys = [];
        return { id };
      },
    });
    const { user } = show(<ApiKeys />);

    await user.click(await screen.findByRole('button', { name: 'Revoke my script' }));
    expect(inputsOf('tokens.revoke')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Revoke the key' }));

    await waitFor(() => expect(screen.queryByRole('listitem')).not.toBeInTheDocument());
    expect(screen.getByText('my script works no longer')).toBeInTheDocument();
  });

  test('that cannot be made say why', async () => {
    answer({
      'tokens.create': () => {
        throw refusal('CONFLICT', 'There are 20 keys already.');
      },
    });
    const { user } = show(<ApiKeys />);
    const name = await screen.findByRole('textbox', { name: 'New key, for' });

    await user.type(name, 'one more{Enter}');

    expect(await screen.findByText('There are 20 keys already.')).toBeInTheDocument();
    expect(name).toBeInvalid();
  });
});

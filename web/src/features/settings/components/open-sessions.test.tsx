import { answer, inputsOf } from '@/testing/server';
import { show } from '@/testing/render';
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { OpenSessions } from './open-sessions';

const here = {
  id: '1'.repeat(32),
  createdAt: '2026-03-01T12:00:00Z',
  expiresAt: '2026-03-31T12:00:00Z',
  lastSeenAt: '2026-03-02T12:00:00Z',
  device: 'Firefox on Linux',
  isCurrent: true,
};
const phone = { ...here, id: '2'.repeat(32), device: 'Safari on iPhone', isCurrent: false };
let open = [here, phone];

beforeEach(() => {
  open = [here, phone];
  answer({ 'auth.sessions': () => ({ items: open }) });
});

describe('Sessions', () => {
  test('tell the one that is in use, which cannot be ended here', async () => {
    show(<OpenSessions />);

    const rows = await screen.findAllByRole('listitem');

    expect(rows).toHaveLength(2);
    expect(screen.getByText('this device')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Sign out Firefox on Linux' }),
    ).not.toBeInTheDocument();
  });

  test('are ended after a question', async () => {
    answer({
      'auth.endSession': ({ id }) => {
        open = [here];
        return { id };
      },
    });
    const { user } = show(<OpenSessions />);

    await user.click(await screen.findByRole('button', { name: 'Sign out Safari on iPhone' }));
    await user.click(screen.getByRole('button', { name: 'Sign it out' }));

    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
    expect(inputsOf('auth.endSession')).toEqual([{ id: phone.id }]);
    expect(
      screen.queryByRole('button', { name: 'Sign out everywhere else' }),
    ).not.toBeInTheDocument();
  });
});

import { openMoveIn } from '@/lib/move-in';
import { makeImage, session } from '@/testing/fixtures';
import { show } from '@/testing/render';
import { answer, server } from '@/testing/server';
import { makeZip } from '@/testing/zip';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { queryClient } from '@/lib/query-client';
import { sessionQuery } from '@/lib/session';
import { MoveInHost } from './move-in-host';

const route = 'http://likeness.test/api/image-imports';
const onSee = vi.fn();

/** Answers each import by its path; `hold` keeps them on their way. */
function take(answerOf: (path: string) => Response | Promise<Response>): void {
  server.use(
    http.post(route, ({ request }) =>
      answerOf(new URL(request.url).searchParams.get('path') ?? ''),
    ),
  );
}

const taken = (outcome = 'added', program: string | null = 'a1111') =>
  HttpResponse.json({ outcome, image: makeImage(0), program }, { status: 201 });

const image = (name: string) => new File(['pixels'], name, { type: 'image/png' });

async function open() {
  const shown = show(<MoveInHost onSee={onSee} />);
  act(() => openMoveIn());
  await screen.findByRole('dialog', { name: 'Move in' });
  return shown;
}

function count(name: string): string | null | undefined {
  return screen.getByText(name).parentElement?.querySelector('dd')?.textContent;
}

beforeEach(() => {
  onSee.mockReset();
  answer({ 'loras.list': () => ({ items: [], nextCursor: null }) });
});

describe('Moving in', () => {
  test('takes files, tells how far it is and what came of it, and leads to the pictures', async () => {
    take((path) => {
      if (path === 'bad.png') {
        return HttpResponse.json({ detail: 'file: this is no image.' }, { status: 415 });
      }
      return path === 'old.png'
        ? taken('known')
        : taken('added', path === 'bare.png' ? null : 'a1111');
    });
    const { user } = await open();

    await user.upload(
      screen.getByLabelText('Choose pictures or a zip'),
      ['new.png', 'old.png', 'bare.png', 'bad.png'].map(image),
    );

    expect(await screen.findByText('2 pictures have moved in')).toBeInTheDocument();
    expect(count('added')).toBe('2');
    expect(count('already here')).toBe('1');
    expect(count('without a recipe')).toBe('1');
    expect(count('left out')).toBe('1');
    const left = screen.getByRole('region', { name: '1 file was left out' });
    expect(left).toHaveTextContent('bad.png');
    expect(left).toHaveTextContent('file: this is no image.');

    await user.click(screen.getByRole('button', { name: 'See the pictures' }));
    expect(onSee).toHaveBeenCalledOnce();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('opens a zip, and passes over what is no picture', async () => {
    take(() => taken());
    const zip = await makeZip([
      { path: 'out/a.png', content: 'a', isDeflated: true },
      { path: 'out/readme.md', content: 'words' },
    ]);
    const { user } = await open();

    await user.upload(
      screen.getByLabelText('Choose pictures or a zip'),
      new File([zip], 'out.zip', { type: 'application/zip' }),
    );

    expect(await screen.findByText('1 picture has moved in')).toBeInTheDocument();
    expect(screen.getByText('1 file that is no picture was passed over.')).toBeInTheDocument();
  });

  test('says so where there is nothing to take', async () => {
    const { user } = await open();

    await user.upload(screen.getByLabelText('Choose a folder'), new File(['x'], 'notes.md'));

    expect(await screen.findByText('There are no pictures in it')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Move in more' }));
    expect(screen.getByLabelText('Choose a folder')).toBeInTheDocument();
  });

  test('takes what is dropped on it', async () => {
    take(() => taken());
    await open();
    const file = image('dropped.png');
    const items = [{ kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => file }];

    fireEvent.drop(screen.getByText(/Drop a folder/), { dataTransfer: { items } });

    expect(await screen.findByText('1 picture has moved in')).toBeInTheDocument();
  });

  test('can be paused, continued and cancelled', async () => {
    let held: (() => void)[] = [];
    take(() => new Promise((resolve) => held.push(() => resolve(taken()))));
    const { user } = await open();
    await user.upload(
      screen.getByLabelText('Choose a folder'),
      Array.from({ length: 9 }, (_, at) => image(`${at}.png`)),
    );
    await waitFor(() => expect(held).toHaveLength(3));

    await user.click(screen.getByRole('button', { name: 'Pause' }));
    held.splice(0).forEach((go) => go());
    await waitFor(() => expect(screen.getByText('3 of 9')).toBeInTheDocument());
    expect(screen.getByRole('progressbar', { name: 'Moving in' })).toHaveAttribute(
      'aria-valuenow',
      '33',
    );
    expect(held).toHaveLength(0);

    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(held).toHaveLength(3));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('Stopped')).toBeInTheDocument();
    expect(screen.getByText(/goes on where it was stopped/)).toBeInTheDocument();
    held = [];
  });

  test('goes on without its dialog, shows so, and leaving the page warns', async () => {
    const held: (() => void)[] = [];
    take(() => new Promise((resolve) => held.push(() => resolve(taken()))));
    const { user } = await open();
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(false);
    await user.upload(screen.getByLabelText('Choose a folder'), [image('1.png'), image('2.png')]);
    await waitFor(() => expect(held).toHaveLength(2));

    await user.click(screen.getByRole('button', { name: 'Close' }));

    const indicator = screen.getByRole('button', { name: /Moving in: 0 of 2/ });
    expect(within(indicator).getByRole('progressbar')).toBeInTheDocument();
    expect(leave()).toBe(true);

    held.forEach((go) => go());
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent('2 pictures have moved in');
    expect(leave()).toBe(false);
  });

  test('is said aloud now and then, not for every picture', async () => {
    take(async () => {
      await delay(5);
      return taken();
    });
    const { user } = await open();
    const said: string[] = [];
    const watch = new MutationObserver(() => {
      const text = screen
        .queryAllByRole('status')
        .map((status) => status.textContent)
        .join('');
      if (text.includes('%') && said.at(-1) !== text) {
        said.push(text);
      }
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });

    await user.upload(
      screen.getByLabelText('Choose a folder'),
      Array.from({ length: 60 }, (_, at) => image(`${at}.png`)),
    );
    await screen.findByText('60 pictures have moved in');
    watch.disconnect();

    expect(said.length).toBeGreaterThan(2);
    expect(said.length).toBeLessThanOrEqual(11);
  });

  test('is forgotten when another wallet signs in', async () => {
    take(() => delay('infinite') as Promise<never>);
    const { user } = await open();
    await user.upload(screen.getByLabelText('Choose a folder'), [image('1.png')]);
    await screen.findByText('0 of 1');
    const other = { ...session, walletAddress: `0x${'1'.repeat(40)}` };

    act(() => void queryClient.setQueryData(sessionQuery.queryKey, { session: other }));

    expect(await screen.findByLabelText('Choose a folder')).toBeInTheDocument();
  });

  test('asks visitors to sign in first', async () => {
    answer({ 'auth.session': () => ({ session: null }) });
    show(<MoveInHost onSee={onSee} />);
    act(() => openMoveIn());

    const { signInRequestStore } = await import('@/lib/session');
    await waitFor(() => expect(signInRequestStore.get()?.reason).toMatch(/Sign in to move/));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

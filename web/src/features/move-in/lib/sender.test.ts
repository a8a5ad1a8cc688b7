import { makeImage } from '@/testing/fixtures';
import { answer, server } from '@/testing/server';
import { signInRequestStore } from '@/lib/session';
import { delay, http, HttpResponse, type HttpResponseResolver } from 'msw';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { moveIn } from './move-in-state';
import { cancelMoveIn, forgetMoveIn, moveFilesIn, pauseMoveIn, resumeMoveIn } from './sender';

const route = 'http://likeness.test/api/image-imports';

const files = (count: number) =>
  Array.from({ length: count }, (_, at) => new File([`image ${at}`], `${at}.png`));

const taken = (outcome: 'added' | 'known' = 'added', program: string | null = 'a1111') =>
  HttpResponse.json({ outcome, image: makeImage(0), program }, { status: 201 });

const problem = (status: number, detail: string, headers: Record<string, string> = {}) =>
  HttpResponse.json({ code: 'X', detail }, { status, headers });

/** How the server answers the import of each path, attempt by attempt; the last one stays. */
function answers(...all: HttpResponseResolver[]): string[] {
  const paths: string[] = [];
  server.use(
    http.post(route, (info) => {
      paths.push(new URL(info.request.url).searchParams.get('path') ?? '');
      return (all[Math.min(paths.length, all.length) - 1] ?? (() => taken()))(info);
    }),
  );
  return paths;
}

const ended = () => vi.waitFor(() => expect(moveIn().phase).toBe('ended'), 3000);
const phase = (wanted: string) => vi.waitFor(() => expect(moveIn().phase).toBe(wanted), 3000);

/** Waits are over at once; how long they would have been is told. */
function skipWaits(): number[] {
  const waits: number[] = [];
  const real = setTimeout;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, time = 0) => {
    if (time >= 500) {
      waits.push(time);
    }
    return real(run, time >= 500 ? 0 : time);
  }) as typeof setTimeout);
  return waits;
}

beforeEach(() => answer({ 'loras.list': () => ({ items: [], nextCursor: null }) }));
afterEach(forgetMoveIn);

describe('The sender', () => {
  test('sends every image with its path, its time and the text beside it', async () => {
    const seen: unknown[] = [];
    answers(async ({ request }) => {
      const form = await request.formData();
      const texts = await Promise.all(
        ['file', 'sidecar'].map((part) => (form.get(part) as File).text()),
      );
      seen.push(Object.fromEntries(new URL(request.url).searchParams), ...texts);
      return taken();
    });
    const time = { lastModified: Date.parse('2024-05-06T07:08:09Z') };

    await moveFilesIn([new File(['pixels'], 'a.png', time), new File(['words'], 'a.txt', time)]);
    await ended();

    expect(seen).toEqual([
      { path: 'a.png', modifiedAt: '2024-05-06T07:08:09.000Z' },
      'pixels',
      'words',
    ]);
  });

  test('counts what is new, what was there, what has no recipe, and goes on after a refusal', async () => {
    answers(
      () => taken(),
      () => taken('known'),
      () => problem(415, 'file: this is no image.'),
      () => taken('added', null),
    );

    await moveFilesIn([...files(4), new File(['x'], 'notes.pdf')]);
    await ended();

    expect(moveIn()).toMatchObject({
      total: 4,
      done: 4,
      added: 2,
      known: 1,
      withoutRecipe: 1,
      ignored: 1,
      isCancelled: false,
    });
    expect(moveIn().refused).toEqual([{ path: '2.png', reason: 'file: this is no image.' }]);
  });

  test('has three on their way at a time and no more', async () => {
    let now = 0;
    let most = 0;
    answers(async () => {
      now += 1;
      most = Math.max(most, now);
      await delay(20);
      now -= 1;
      return taken();
    });

    await moveFilesIn(files(10));
    await ended();

    expect(most).toBe(3);
    expect(moveIn().added).toBe(10);
  });

  test('waits as long as the server asks, and says why', async () => {
    const waits = skipWaits();
    const paths = answers(
      () => problem(429, 'Too many at once.', { 'Retry-After': '7' }),
      () => taken(),
    );

    await moveFilesIn(files(1));
    await ended();

    expect(paths).toEqual(['0.png', '0.png']);
    expect(waits).toContain(7000);
    expect(moveIn()).toMatchObject({ added: 1, problem: null });
  });

  test('understands a Retry-After that is a date', async () => {
    const waits = skipWaits();
    const date = new Date(Date.now() + 30_000).toUTCString();
    answers(
      () => problem(503, 'Starting.', { 'Retry-After': date }),
      () => taken(),
    );

    await moveFilesIn(files(1));
    await ended();

    expect(waits.some((wait) => wait > 25_000 && wait <= 30_000)).toBe(true);
  });

  test('tries again after longer and longer, then pauses; resumed it brings in what was left', async () => {
    const waits = skipWaits();
    let isDown = true;
    const paths = answers(() => (isDown ? HttpResponse.error() : taken()));

    await moveFilesIn(files(1));
    await phase('paused');

    expect(paths).toHaveLength(6);
    expect(waits).toHaveLength(5);
    expect(waits.every((wait, at) => at === 0 || wait > (waits[at - 1] ?? 0))).toBe(true);
    expect(moveIn().problem).toMatch(/cannot be reached/);

    isDown = false;
    resumeMoveIn();
    await ended();
    expect(moveIn()).toMatchObject({ added: 1, refused: [], problem: null });
  });

  test('paused, what is on its way arrives and nothing more is sent', async () => {
    const paths = answers(async () => {
      await delay(30);
      return taken();
    });
    await moveFilesIn(files(8));

    pauseMoveIn();
    await vi.waitFor(() => expect(moveIn().done).toBe(3));
    await delay(60);
    expect(paths).toHaveLength(3);
    expect(moveIn().phase).toBe('paused');

    resumeMoveIn();
    await ended();
    expect(paths).toHaveLength(8);
    expect(new Set(paths).size).toBe(8);
  });

  test('cancelled, it stops at once and keeps its counts', async () => {
    const paths = answers(() => delay('infinite'));
    await moveFilesIn(files(8));
    await vi.waitFor(() => expect(paths).toHaveLength(3));

    cancelMoveIn();
    await delay(20);

    expect(moveIn()).toMatchObject({ phase: 'ended', isCancelled: true, total: 8, done: 0 });
    expect(paths).toHaveLength(3);
  });

  test('what is dropped meanwhile comes in after the rest', async () => {
    answers(async () => {
      await delay(20);
      return taken();
    });
    await moveFilesIn(files(4));
    await moveFilesIn(files(2));
    await ended();

    expect(moveIn()).toMatchObject({ total: 6, added: 6 });
  });

  test('asks to sign in again when the session has ended, and waits', async () => {
    let isSignedIn = false;
    answers(() => (isSignedIn ? taken() : problem(401, 'Sign in.')));
    await moveFilesIn(files(2));
    await phase('paused');
    expect(signInRequestStore.get()?.reason).toMatch(/signed out/);

    isSignedIn = true;
    resumeMoveIn();
    await ended();
    expect(moveIn().added).toBe(2);
  });

  test('a file that the browser cannot read is refused, not taken for a lost connection', async () => {
    const paths = answers(() => taken());
    const gone = Object.assign(new File(['x'], 'gone.png'), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }),
    });

    await moveFilesIn([gone, ...files(1)]);
    await ended();

    expect(paths).toEqual(['0.png']);
    expect(moveIn().refused).toEqual([
      { path: 'gone.png', reason: 'The browser could not read it.' },
    ]);
  });

  test('images over the limit are refused without being sent', async () => {
    const paths = answers(() => taken());
    const huge = Object.defineProperty(new File(['x'], 'huge.png'), 'size', { value: 65 << 20 });

    await moveFilesIn([huge]);
    await ended();

    expect(paths).toEqual([]);
    expect(moveIn().refused[0]?.reason).toBe('It is larger than 64 MB.');
  });
});

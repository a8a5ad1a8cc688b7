import { answer, refusal, server } from '@/testing/server';
import { client } from './api';
import { ApiError, isPassing, toApiError } from './api-error';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';

async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  return toApiError(await call.catch((error: unknown) => error));
}

describe('A failure of the server', () => {
  test('keeps its code, sentence, fields, time and request', async () => {
    answer({
      'people.create': () => {
        throw refusal('TOO_MANY_REQUESTS', 'Not now.', {
          errors: [{ path: 'firstName', message: 'Too long.' }],
          nextAt: '2026-03-01T12:00:00Z',
          requestId: 'r-9',
        });
      },
    });

    const error = await failureOf(client.people.create.mutate({ firstName: 'Ada' }));

    expect(error).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      message: 'Not now.',
      nextAt: '2026-03-01T12:00:00Z',
      requestId: 'r-9',
    });
    expect(error.fieldMessage('firstName')).toBe('Too long.');
    expect(error.fieldMessage('lastName')).toBeUndefined();
  });

  test('is known as such when the server is not reached at all', async () => {
    server.use(http.all('http://likeness.test/api/trpc/*', () => HttpResponse.error()));

    const error = await failureOf(client.people.list.query());

    expect(error.code).toBe('NETWORK');
    expect(error.message).toMatch(/cannot be reached/);
    expect(isPassing(error)).toBe(true);
  });
});

describe('Anything else that was thrown', () => {
  test('keeps the sentence of an error', () => {
    expect(toApiError(new Error('No room left'))).toMatchObject({
      code: 'UNKNOWN',
      message: 'No room left',
    });
  });

  test('gets a sentence when it is no error', () => {
    expect(toApiError('odd').message).toBe('Something went wrong. Please try again.');
  });

  test('is left as it is when it is one already', () => {
    const error = new ApiError({ code: 'WALLET', message: 'Locked.' });

    expect(toApiError(error)).toBe(error);
    expect(isPassing(error)).toBe(false);
  });
});

import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import {
  resetIntersectionMocking,
  setupIntersectionMocking,
} from 'react-intersection-observer/test-utils';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { allTexts } from '@/i18n';
import './browser';
import { forgetEverything } from './forget';
import { closeStreams } from './streams';
import { answerAsUsual, server, unexpectedCalls } from './server';

// Parts of the page come on demand, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

// Tests draw parts by themselves that come with their texts on the page.
beforeEach(allTexts);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  setupIntersectionMocking(vi.fn);
  answerAsUsual();
});
afterEach(() => {
  cleanup();
  closeStreams();
  forgetEverything();
  resetIntersectionMocking();
  server.resetHandlers();
  const unexpected = unexpectedCalls();
  if (unexpected.length > 0) {
    throw new Error(`The page called what the test did not answer: ${unexpected.join(', ')}`);
  }
});
afterAll(() => server.close());

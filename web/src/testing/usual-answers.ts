import { info, plenty, session } from './fixtures';
import type { Answers } from './server';

/** A server on which somebody is signed in and nothing has happened yet. */
export const usualAnswers: Answers = {
  'server.info': () => info,
  'auth.session': () => ({ session }),
  'training.list': () => ({ items: [], nextCursor: null }),
  'uploads.list': () => ({ items: [], nextCursor: null }),
  'tags.list': () => ({ items: [] }),
  'images.list': () => ({ items: [], nextCursor: null }),
  'people.list': () => ({ items: [] }),
  'generate.active': () => ({ items: [] }),
  'generate.remaining': () => plenty,
  'generate.promptHistory': () => ({ items: [] }),
};

import { info, plenty, session } from './fixtures';
import type { Answers } from './server';

/** A server on which somebody is signed in and nothing has happened yet. */
export const usualAnswers: Answers = {
  'server.info': () => info,
  'auth.session': () => ({ session }),
  'auth.sessions': () => ({ items: [] }),
  'drafts.get': () => ({ items: [] }),
  'drafts.put': ({ content, changedAt }) => ({
    loraTrainingId: 'a'.repeat(32),
    content,
    changedAt: changedAt ?? '',
  }),
  'training.list': () => ({ items: [], nextCursor: null }),
  'uploads.list': () => ({ items: [], nextCursor: null }),
  'tags.list': () => ({ items: [] }),
  'images.list': () => ({ items: [], nextCursor: null }),
  'people.list': () => ({ items: [] }),
  'generate.active': () => ({ items: [] }),
  'generate.remaining': () => plenty,
  'searches.list': () => ({ items: [] }),
  'generate.promptHistory': () => ({ items: [] }),
};

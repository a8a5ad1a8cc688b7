import { answer, inputsOf } from '@/testing/server';
import { show } from '@/testing/render';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { useDraftSync } from './draft-sync';
import { changeDraft, draftOf, useDraft } from './drafts';

const loraId = 'a'.repeat(32);
const future = '2999-01-01T00:00:00.000Z';

function Form() {
  useDraftSync(loraId);
  return <p>{useDraft(loraId).prompt}</p>;
}

describe('A draft', () => {
  test('comes from another device where that one is newer', async () => {
    changeDraft(loraId, { prompt: 'older' });
    answer({
      'drafts.get': () => ({
        items: [{ loraTrainingId: loraId, content: '{"prompt":"newer"}', changedAt: future }],
      }),
    });

    show(<Form />);

    expect(await screen.findByText('newer')).toBeInTheDocument();
  });

  test('that was written before signing in goes to the server', async () => {
    changeDraft(loraId, { prompt: 'a fox' });

    show(<Form />);

    await waitFor(() => expect(inputsOf('drafts.put')).toHaveLength(1));
    expect(inputsOf('drafts.put')[0]).toMatchObject({
      loraTrainingId: loraId,
      content: '{"prompt":"a fox"}',
    });
    expect(draftOf(loraId).prompt).toBe('a fox');
  });

  test('is sent some time after the last letter', async () => {
    show(<Form />);
    await waitFor(() => expect(inputsOf('drafts.get')).toHaveLength(1));

    changeDraft(loraId, { prompt: 'a' });
    changeDraft(loraId, { prompt: 'a fox' });

    expect(inputsOf('drafts.put')).toEqual([]);
    await waitFor(() => expect(inputsOf('drafts.put')).toHaveLength(1), { timeout: 4000 });
    expect(inputsOf('drafts.put')[0]?.content).toBe('{"prompt":"a fox"}');
  });

  test('stays in this browser while nobody is signed in', async () => {
    answer({ 'auth.session': () => ({ session: null }) });
    changeDraft(loraId, { prompt: 'a fox' });

    show(<Form />);

    await waitFor(() => expect(inputsOf('auth.session')).toHaveLength(1));
    expect(inputsOf('drafts.get')).toEqual([]);
    expect(inputsOf('drafts.put')).toEqual([]);
  });
});

import { api } from '@/lib/api';
import { useSession } from '@/lib/session';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';

const kKept = 50;

/** Walks one's own past prompts. The result of a step is the text to show, or null when there is none further. */
export function usePromptHistory(): (step: 'older' | 'newer', current: string) => string | null {
  const session = useSession();
  const { data } = useQuery(
    api.generate.promptHistory.queryOptions({ limit: kKept }, { enabled: Boolean(session) }),
  );
  const place = useRef({ at: -1, draft: '', shown: '' });

  return (step, current) => {
    const prompts = data?.items.map((item) => item.prompt) ?? [];
    // Whoever has typed since starts anew from what they typed.
    const { at, draft } =
      place.current.shown === current ? place.current : { at: -1, draft: current };
    const next = at + (step === 'older' ? 1 : -1);
    const text = next === -1 ? draft : prompts[next];
    if (next < -1 || text === undefined) {
      return null;
    }
    place.current = { at: next, draft, shown: text };
    return text;
  };
}

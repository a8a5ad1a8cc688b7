import type { Session } from '@/api/router';
import { t } from '@/i18n';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from './api';
import { queryClient, whenSessionIsLost } from './query-client';
import { createStore } from './store';

interface SignInRequest {
  /** Why it is asked for, for people. */
  reason: string;
  /** Goes on with what was interrupted. */
  onSignedIn: (() => void) | null;
}

/** Set while the sign-in dialog is open. */
export const signInRequestStore = createStore<SignInRequest | null>(null);

export const sessionQuery = api.auth.session.queryOptions(undefined, { staleTime: 300_000 });

/** Undefined until it is known; null when nobody is signed in. */
export function useSession(): Session | null | undefined {
  const { data, isError } = useQuery(sessionQuery);
  return isError && data === undefined ? null : data?.session;
}

export function askToSignIn(reason: string, onSignedIn: (() => void) | null = null): void {
  signInRequestStore.set({ reason, onSignedIn });
}

/** Does it at once when somebody is signed in, else after they have. */
export function useSignedIn(): (reason: string, action: () => void) => void {
  const session = useSession();
  return useCallback(
    (reason, action) => {
      if (session) {
        action();
      } else {
        askToSignIn(reason, action);
      }
    },
    [session],
  );
}

/** Everything is asked for again: another wallet sees other things. */
export async function enterSession(session: Session | null): Promise<void> {
  await queryClient.cancelQueries();
  queryClient.setQueryData(sessionQuery.queryKey, { session });
  const others = { predicate: isAboutOthers };
  queryClient.removeQueries({ ...others, type: 'inactive' });
  await (session ? queryClient.invalidateQueries(others) : queryClient.resetQueries(others));
}

const sessionHash = JSON.stringify(sessionQuery.queryKey);

function isAboutOthers(query: { queryKey: readonly unknown[] }): boolean {
  return JSON.stringify(query.queryKey) !== sessionHash;
}

whenSessionIsLost(() => {
  const known = queryClient.getQueryData(sessionQuery.queryKey);
  queryClient.setQueryData(sessionQuery.queryKey, { session: null });
  if (known?.session && !signInRequestStore.get()) {
    askToSignIn(t('shell:sessionEnded'));
  }
});

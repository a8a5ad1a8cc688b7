import type { Person } from '@/api/router';
import { useQuery } from '@tanstack/react-query';
import { api } from './api';
import { useSelectedPersonId } from './selected-person';
import { useSession } from './session';

const none: readonly Person[] = [];

/** The people of whoever is signed in. */
export function usePeople(): {
  people: readonly Person[];
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
} {
  const session = useSession();
  const { data, isPending, error, refetch } = useQuery(
    api.people.list.queryOptions(undefined, { enabled: Boolean(session) }),
  );
  return { people: session ? (data?.items ?? none) : none, isPending, error, refetch };
}

/** The person picked in the header, if it is one of theirs. */
export function useSelectedPerson(): Person | null {
  const id = useSelectedPersonId();
  return usePeople().people.find((person) => person.id === id) ?? null;
}

import { api } from '@/lib/api';
import { useSelectedPerson } from '@/lib/people';
import { useSession } from '@/lib/session';
import { useInfiniteQuery } from '@tanstack/react-query';

/** Whose LoRAs are listed. */
export type LoraScope = 'person' | 'mine' | 'all';

const kPage = 24;

function inputOf(scope: LoraScope, personId: number | undefined) {
  return {
    limit: kPage,
    ...(scope === 'person' && personId !== undefined ? { personId } : {}),
    ...(scope === 'mine' ? { mine: true } : {}),
  };
}

/** Falls back to what there is: nobody has LoRAs of their own while signed out. */
export function useLoraScope(asked: LoraScope | undefined): LoraScope {
  const person = useSelectedPerson();
  const session = useSession();
  const wanted = asked ?? (person ? 'person' : 'all');
  if ((wanted === 'person' && !person) || (wanted === 'mine' && session === null)) {
    return 'all';
  }
  return wanted;
}

export function useLoraList(scope: LoraScope) {
  const person = useSelectedPerson();
  return useInfiniteQuery(
    api.loras.list.infiniteQueryOptions(inputOf(scope, person?.id), {
      getNextPageParam: (page) => page.nextCursor,
    }),
  );
}

import { api } from '@/lib/api';
import { useSession } from '@/lib/session';
import { readStored } from '@/lib/storage';
import { useQuery } from '@tanstack/react-query';

const kAsHistory = { limit: 50 };

/** Whether somebody has not made a picture yet, as far as one can tell at once. */
export function useIsNewcomer(): boolean {
  const session = useSession();
  const { data } = useQuery(
    api.generate.promptHistory.queryOptions(kAsHistory, { enabled: Boolean(session) }),
  );
  if (session === null) {
    return true;
  }
  return data ? data.items.length === 0 : readStored('signedInWith') === null;
}

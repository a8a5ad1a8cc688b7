import { api } from '@/lib/api';
import { enterSession } from '@/lib/session';
import { useMutation } from '@tanstack/react-query';

/** Ends the session here and on the server. A key kept by the browser stays. */
export function useSignOut() {
  const { mutate, isPending } = useMutation(
    api.auth.logout.mutationOptions({ onSuccess: () => enterSession(null) }),
  );
  return { signOut: () => mutate(), isPending };
}

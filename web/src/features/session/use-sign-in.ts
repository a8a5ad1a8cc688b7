import type { Session } from '@/api/router';
import { toApiError } from '@/lib/api-error';
import { enterSession, signInRequestStore } from '@/lib/session';
import { useMutation } from '@tanstack/react-query';
import { rememberSignedInWith } from './lib/signed-in-with';
import { signIn } from './lib/sign-in';
import type { Signer } from './lib/signers';

interface Means {
  /** What to remember it by. */
  name: string;
  signer: Signer;
}

/** Signs in, then goes on with what had asked for it. */
export function useSignIn() {
  const mutation = useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ signer }: Means) => signIn(signer),
    onSuccess: async (session: Session, { name }) => {
      rememberSignedInWith(name);
      const request = signInRequestStore.get();
      await enterSession(session);
      signInRequestStore.set(null);
      request?.onSignedIn?.();
    },
  });
  return {
    signIn: mutation.mutate,
    pending: mutation.isPending ? mutation.variables.name : null,
    error: mutation.error && toApiError(mutation.error).message,
  };
}

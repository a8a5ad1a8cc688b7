import type { Session } from '@/api/router';
import { api, client } from '@/lib/api';
import { queryClient } from '@/lib/query-client';
import type { Signer } from './signers';
import { siweMessage } from './siwe-message';

/** The wallet's own chain where the server takes it, else the first that it takes. */
function chooseChain(wallets: number | null, allowed: readonly number[]): number {
  return wallets !== null && allowed.includes(wallets) ? wallets : (allowed[0] ?? 1);
}

/** Proves to the server that the signer holds its key; the session is then in a cookie. */
export async function signIn(signer: Signer): Promise<Session> {
  const info = await queryClient.query({
    ...api.server.info.queryOptions(),
    staleTime: Infinity,
  });
  const address = await signer.address();
  const chainId = chooseChain(await signer.chainId(), info.signIn.chainIds);
  const { nonce } = await client.auth.nonce.mutate();
  const message = siweMessage({
    address,
    chainId,
    nonce,
    domain: location.host,
    uri: location.origin,
    issuedAt: new Date(),
  });
  const signature = await signer.sign(message, address);
  return client.auth.verify.mutate({ message, signature });
}

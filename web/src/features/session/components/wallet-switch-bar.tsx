import { lazyPart } from '@/lib/lazy-part';
import { Suspense, useState } from 'react';
import { useSwitchedAccount } from '../use-switched-account';

const SwitchQuestion = lazyPart(async () => (await import('./switch-question')).SwitchQuestion);

/** Two wallets are never mixed silently: what is shown belongs to the session until one signs in anew. */
export function WalletSwitchBar() {
  const switched = useSwitchedAccount();
  const [dismissed, setDismissed] = useState<string | null>(null);
  if (!switched || switched.address === dismissed) {
    return null;
  }
  return (
    <Suspense fallback={null}>
      <SwitchQuestion {...switched} onStay={() => setDismissed(switched.address)} />
    </Suspense>
  );
}

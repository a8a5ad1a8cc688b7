import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { shortAddress } from '@/lib/format';
import { useState } from 'react';
import { walletSigner } from '../lib/signers';
import { useSignIn } from '../use-sign-in';
import { useSwitchedAccount } from '../use-switched-account';

/** Two wallets are never mixed silently: what is shown belongs to the session until one signs in anew. */
export function WalletSwitchBar() {
  const switched = useSwitchedAccount();
  const { signIn, pending, error } = useSignIn();
  const [dismissed, setDismissed] = useState<string | null>(null);
  if (!switched || switched.address === dismissed) {
    return null;
  }
  const { wallet, address } = switched;
  return (
    <Banner
      icon="wallet"
      tone="accent"
      action={
        <>
          <Button
            size="small"
            tone="ink"
            isBusy={pending !== null}
            onClick={() => signIn({ name: wallet.rdns, signer: walletSigner(wallet.provider) })}
          >
            {t('shell:signIn')}
          </Button>
          <Button size="small" onClick={() => setDismissed(address)}>
            {t('signIn:stay')}
          </Button>
        </>
      }
    >
      {error ?? t('signIn:switched', { address: shortAddress(address) })}
    </Banner>
  );
}

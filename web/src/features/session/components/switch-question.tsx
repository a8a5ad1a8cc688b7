import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { shortAddress } from '@/lib/format';
import { walletSigner } from '../lib/signers';
import { useSignIn } from '../use-sign-in';
import type { SwitchedAccount } from '../use-switched-account';

interface Props extends SwitchedAccount {
  onStay: () => void;
}

/** Asks whether to sign in as the account that the wallet stands on now. */
export function SwitchQuestion({ wallet, address, onStay }: Props) {
  const { signIn, pending, error } = useSignIn();
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
          <Button size="small" onClick={onStay}>
            {t('signIn:stay')}
          </Button>
        </>
      }
    >
      {error ?? t('signIn:switched', { address: shortAddress(address) })}
    </Banner>
  );
}

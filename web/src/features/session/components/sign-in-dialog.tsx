import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { signInRequestStore } from '@/lib/session';
import { useStore } from '@/lib/store';
import { kBrowserKey } from '../lib/signed-in-with';
import { browserKeySigner, walletSigner } from '../lib/signers';
import { canKeepKeys } from '../lib/key-vault';
import { useSignIn } from '../use-sign-in';
import { useWallets } from '../use-wallets';
import { SignInOption } from './sign-in-option';

/** Open while something asks for a session. */
export function SignInDialog() {
  const request = useStore(signInRequestStore);
  const wallets = useWallets();
  const { signIn, pending, error } = useSignIn();
  if (!request) {
    return null;
  }
  return (
    <Dialog
      title={t('signIn:title')}
      className="w-[26rem]"
      onClose={() => signInRequestStore.set(null)}
    >
      <div className="flex flex-col gap-4 overflow-y-auto p-5">
        <p className="text-muted">{request.reason}</p>
        <ul className="flex flex-col gap-2">
          {wallets.map((wallet) => (
            <li key={wallet.uuid}>
              <SignInOption
                title={wallet.name}
                icon={
                  wallet.icon ? (
                    <img src={wallet.icon} alt="" className="size-full object-contain" />
                  ) : (
                    <Icon name="wallet" />
                  )
                }
                isBusy={pending === wallet.rdns}
                disabled={pending !== null}
                onClick={() => signIn({ name: wallet.rdns, signer: walletSigner(wallet.provider) })}
              />
            </li>
          ))}
          <li>
            <SignInOption
              title={t('signIn:withoutWallet')}
              note={t(canKeepKeys() ? 'signIn:withoutWalletNote' : 'signIn:secureOnly')}
              icon={<Icon name="key" />}
              isBusy={pending === kBrowserKey}
              disabled={pending !== null || !canKeepKeys()}
              onClick={() => signIn({ name: kBrowserKey, signer: browserKeySigner() })}
            />
          </li>
        </ul>
        <p
          role="alert"
          className="rounded-control bg-danger-soft px-3 py-2 text-danger empty:hidden"
        >
          {error}
        </p>
        <p className="text-small text-muted">{t('signIn:explanation')}</p>
      </div>
    </Dialog>
  );
}

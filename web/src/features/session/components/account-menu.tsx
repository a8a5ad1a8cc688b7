import { Menu } from '@/components/ui/menu';
import { MenuItem, MenuLine } from '@/components/ui/menu-item';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { copyText } from '@/lib/clipboard';
import { shortAddress } from '@/lib/format';
import { askToSignIn, useSession } from '@/lib/session';
import { Button } from '@/components/ui/button';
import { useSignOut } from '../use-sign-out';

interface Props {
  onSettings: () => void;
  onAdmin: () => void;
}

/** Who is signed in, and what one may do about it; the way in when nobody is. */
export function AccountMenu({ onSettings, onAdmin }: Props) {
  const session = useSession();
  const { signOut } = useSignOut();
  if (session === undefined) {
    return <span className="size-9" />;
  }
  if (session === null) {
    return (
      <Button
        tone="ink"
        className="h-9 px-3.5 text-small"
        onClick={() => askToSignIn(t('shell:signInReason'))}
      >
        {t('shell:signIn')}
      </Button>
    );
  }
  const { walletAddress, isAdmin } = session;
  return (
    <Menu
      label={t('shell:account', { address: shortAddress(walletAddress) })}
      triggerClassName="touch-target grid size-9 place-items-center rounded-full bg-sunken text-muted ring-1 ring-line ring-inset hover:text-ink"
      trigger={<Icon name="person" />}
    >
      <p className="px-2.5 pt-1.5 pb-2 text-small text-muted">
        <span className="block font-mono text-ink">{shortAddress(walletAddress)}</span>
        {t(isAdmin ? 'shell:administrator' : 'shell:signedIn')}
      </p>
      <MenuItem icon="copy" onSelect={() => void copyText(walletAddress, t('shell:address'))}>
        {t('shell:copyAddress')}
      </MenuItem>
      <MenuItem icon="settings" onSelect={onSettings}>
        {t('shell:settings')}
      </MenuItem>
      {isAdmin && (
        <MenuItem icon="system" onSelect={onAdmin}>
          {t('shell:admin')}
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon="signOut" onSelect={signOut}>
        {t('shell:signOut')}
      </MenuItem>
    </Menu>
  );
}

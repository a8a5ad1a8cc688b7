import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';
import { askToSignIn, useSession } from '@/lib/session';
import type { IconName } from '@/components/ui/icon';
import type { ReactNode } from 'react';

interface Props {
  icon: IconName;
  /** For instance "Sign in to see your pictures". */
  title: string;
  children: ReactNode;
}

/** The way in, where a page is only for those who are signed in. */
export function SignedInOnly({ icon, title, children }: Props) {
  const session = useSession();
  if (session === undefined) {
    return null;
  }
  if (session) {
    return children;
  }
  return (
    <Empty
      icon={icon}
      title={title}
      action={
        <Button tone="ink" onClick={() => askToSignIn(`${title}.`)}>
          {t('shell:signIn')}
        </Button>
      }
    >
      {t('shell:signInNote')}
    </Empty>
  );
}

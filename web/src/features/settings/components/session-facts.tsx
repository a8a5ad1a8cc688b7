import type { Session } from '@/api/router';
import { CopyButton } from '@/components/ui/copy-button';
import { Badge } from '@/components/ui/badge';
import { t } from '@/i18n';
import { dayAndTime } from '@/lib/format';

export function SessionFacts({ session }: { session: Session }) {
  return (
    <div>
      <p className="flex items-center gap-1">
        <code className="font-mono text-small break-all">{session.walletAddress}</code>
        <CopyButton text={session.walletAddress} what={t('shell:address')} className="-my-2" />
        {session.isAdmin && <Badge tone="accent">{t('shell:administrator')}</Badge>}
      </p>
      <p className="text-small text-muted">
        {t('signIn:signedInUntil', { time: dayAndTime(session.expiresAt) })}
      </p>
    </div>
  );
}

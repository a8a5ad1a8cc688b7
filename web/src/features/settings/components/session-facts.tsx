import type { Session } from '@/api/router';
import { CopyButton } from '@/components/ui/copy-button';
import { Badge } from '@/components/ui/badge';
import { dayAndTime } from '@/lib/format';

export function SessionFacts({ session }: { session: Session }) {
  return (
    <div>
      <p className="flex items-center gap-1">
        <code className="font-mono text-small break-all">{session.walletAddress}</code>
        <CopyButton text={session.walletAddress} what="Address" className="-my-2" />
        {session.isAdmin && <Badge tone="accent">Administrator</Badge>}
      </p>
      <p className="text-small text-muted">Signed in until {dayAndTime(session.expiresAt)}.</p>
    </div>
  );
}

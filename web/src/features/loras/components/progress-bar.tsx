import { t } from '@/i18n';
import { elapsed } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { useState } from 'react';

interface Props {
  /** From 0 to 1; null where only the server knows. */
  part: number | null;
}

function Waited() {
  const [since] = useState(Date.now);
  const now = useNow(1000);
  return <span className="ml-auto shrink-0 tabular-nums">{elapsed(now - since)}</span>;
}

function textOf(percent: number | null): string {
  if (percent === null) {
    return t('loras:fetching');
  }
  return percent < 100 ? t('loras:sending', { percent }) : t('loras:sent');
}

/** How much of a file has left; then the server reads it. From an address, only that it is under way. */
export function ProgressBar({ part }: Props) {
  const percent = part === null ? null : Math.round(part * 100);
  return (
    <div className="flex flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label={t('loras:importShort')}
        aria-valuenow={percent ?? undefined}
        className="h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        {percent === null ? (
          <div className="h-full w-2/5 sweep rounded-full bg-accent" />
        ) : (
          <div
            className="h-full rounded-full bg-accent transition-[width]"
            style={{ width: `${percent}%` }}
          />
        )}
      </div>
      <div className="flex gap-3 text-small text-muted">
        <p role="status" className="min-w-0 text-pretty">
          {textOf(percent)}
        </p>
        {percent === null && <Waited />}
      </div>
    </div>
  );
}

import type { QuotaRule, Remaining } from '@/api/router';
import { clockTime, timeUntil } from '@/lib/format';

interface Props {
  quota: Remaining | undefined;
  rule: QuotaRule;
  now: number;
}

function span(hours: number): string {
  return hours === 24 ? 'today' : `in ${hours} hours`;
}

function quotaText({ quota, rule }: Props): string {
  if (!quota) {
    return rule.unlimited
      ? ''
      : `Everyone has ${rule.limit} generations ${span(rule.windowHours)}.`;
  }
  if (quota.unlimited) {
    return 'No limit for this wallet.';
  }
  return `${quota.remaining} of ${quota.limit} generations remaining ${span(quota.windowHours)}`;
}

function returnText(nextAt: string, now: number): string {
  const time = clockTime(nextAt, now);
  const when = time.startsWith('tomorrow') ? time : `at ${time}`;
  return `Next one returns ${when} (${timeUntil(nextAt, now)})`;
}

/** How many generations are left, and when the next one returns. */
export function QuotaLine(props: Props) {
  const { quota, now } = props;
  const nextAt = quota && !quota.unlimited ? quota.nextAt : null;
  return (
    <p className="text-center text-small text-balance text-muted">
      {quotaText(props)}
      {nextAt && <span className="block">{returnText(nextAt, now)}</span>}
    </p>
  );
}

import type { QuotaRule, Remaining } from '@/api/router';
import { t } from '@/i18n';
import { timeUntil, whenText } from '@/lib/format';
import { QuotaReturns } from './quota-returns';

interface Props {
  quota: Remaining | undefined;
  rule: QuotaRule;
  now: number;
}

function span(hours: number): string {
  return hours === 24 ? t('generate:today') : t('generate:inHours', { hours });
}

function quotaText({ quota, rule }: Props): string {
  if (!quota) {
    return rule.unlimited
      ? ''
      : t('generate:everyoneHas', { count: rule.limit, span: span(rule.windowHours) });
  }
  if (quota.unlimited) {
    return t('generate:noLimit');
  }
  const { remaining, limit, windowHours } = quota;
  return t('generate:remaining', { remaining, limit, span: span(windowHours) });
}

/** How many generations are left, and when each one that is used returns. */
export function QuotaLine(props: Props) {
  const { quota, now } = props;
  const used = quota && !quota.unlimited ? quota : null;
  return (
    <div className="text-center text-small text-balance text-muted">
      <p>
        {quotaText(props)}
        {used?.nextAt && (
          <span className="block">
            {t('generate:nextReturns', {
              when: whenText(used.nextAt, now),
              until: timeUntil(used.nextAt, now),
            })}
          </span>
        )}
      </p>
      {used && used.returns.length > 1 && <QuotaReturns quota={used} now={now} />}
    </div>
  );
}

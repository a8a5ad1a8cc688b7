import type { QuotaRule, Remaining } from '@/api/router';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import { clockTime, count as countOf, price } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { QuotaLine } from './quota-line';

interface Props {
  count: number;
  canSubmit: boolean;
  isPending: boolean;
  quota: Remaining | undefined;
  rule: QuotaRule;
  error: ApiError | null;
  /** Of one picture, where the engine's prices are known. */
  priceMicrodollars: number | null;
}

const kEvery = 20_000;

/** Sends, and says what that uses up. Always in view. */
export function SubmitBar({
  count,
  canSubmit,
  isPending,
  quota,
  rule,
  error,
  priceMicrodollars,
}: Props) {
  const now = useNow(kEvery);
  const isSpent = quota?.remaining === 0 && !quota.unlimited;
  const returnsAt = quota?.nextAt;
  const isShown = error && error.code !== 'UNAUTHORIZED' && error.fields.length === 0;
  return (
    <div className="sticky bottom-0 z-10 flex flex-col gap-2 border-t border-line bg-surface px-5 pt-3.5 pb-[max(1rem,env(safe-area-inset-bottom))]">
      {isShown && (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-small text-danger">
          {error.message}
          {error.requestId && (
            <span className="block font-mono text-tiny">request {error.requestId}</span>
          )}
        </p>
      )}
      <Button
        type="submit"
        tone="accent"
        size="large"
        icon={isSpent ? undefined : 'spark'}
        isBusy={isPending}
        aria-disabled={!canSubmit}
        className="w-full"
      >
        {isSpent && returnsAt
          ? `Next generation at ${clockTime(returnsAt, now)}`
          : `Generate ${countOf(count, 'picture')}`}
      </Button>
      {priceMicrodollars !== null && (
        <p className="text-center text-small text-muted">
          {t('request:price', { price: price(priceMicrodollars * count) })}
        </p>
      )}
      <QuotaLine quota={quota} rule={rule} now={now} />
    </div>
  );
}

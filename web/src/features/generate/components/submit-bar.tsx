import type { QuotaRule, Remaining } from '@/api/router';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { Icon } from '@/components/ui/icon';
import type { ApiError } from '@/lib/api-error';
import { whenText, price } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { useIsOnline } from '@/lib/use-window-value';
import { QuotaLine } from './quota-line';

interface Props {
  count: number;
  canSubmit: boolean;
  isPending: boolean;
  /** Handed in without a connection: it goes as soon as there is one. */
  isWaiting: boolean;
  quota: Remaining | undefined;
  rule: QuotaRule;
  error: ApiError | null;
  /** Of one picture, where the engine's prices are known. */
  priceMicrodollars: number | null;
}

const kEvery = 20_000;

/** What the server has against it, unless a field or the sign-in tells already. */
function Refusal({ error }: { error: ApiError | null }) {
  const isShown = error && error.code !== 'UNAUTHORIZED' && error.fields.length === 0;
  return isShown ? (
    <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-small text-danger">
      {error.message}
      {error.requestId && (
        <span className="block font-mono text-tiny">
          {t('ui:request', { id: error.requestId })}
        </span>
      )}
    </p>
  ) : null;
}

function Connection({ isWaiting }: { isWaiting: boolean }) {
  const isOnline = useIsOnline();
  return isWaiting || !isOnline ? (
    <p role="status" className="flex gap-2 text-small text-muted">
      <Icon name="offline" className="size-4.5" />
      {isWaiting ? t('generate:goesLater') : t('generate:offline')}
    </p>
  ) : null;
}

/** Sends, and says what that uses up. Always in view. */
export function SubmitBar(props: Props) {
  const { count, canSubmit, isPending, isWaiting, quota, rule, error, priceMicrodollars } = props;
  const now = useNow(kEvery);
  const isSpent = quota?.remaining === 0 && !quota.unlimited;
  const returnsAt = quota?.nextAt;
  return (
    <div className="sticky bottom-0 z-10 flex flex-col gap-2 border-t border-line bg-surface px-5 pt-3.5 pb-[max(1rem,env(safe-area-inset-bottom))]">
      <Refusal error={error} />
      <Connection isWaiting={isWaiting} />
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
          ? t('generate:nextGeneration', { when: whenText(returnsAt, now) })
          : t('generate:generate', { count })}
      </Button>
      {priceMicrodollars !== null && (
        <p className="text-center text-small text-muted">
          {t('common:price', { price: price(priceMicrodollars * count) })}
        </p>
      )}
      <QuotaLine quota={quota} rule={rule} now={now} />
    </div>
  );
}

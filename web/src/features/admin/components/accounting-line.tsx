import type { Accounting } from '@/api/router';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';

/** The proof that every image that was asked for is accounted for. */
export function AccountingLine({ accounting }: { accounting: Accounting }) {
  const { isBalanced, ...sums } = accounting;
  return (
    <div
      className={cx(
        'flex items-start gap-3 rounded-card px-4 py-3',
        isBalanced ? 'bg-sunken' : 'bg-danger-soft',
      )}
    >
      <Icon name={isBalanced ? 'check' : 'warning'} className="mt-0.5 size-5" />
      <div className="min-w-0">
        <p className="text-pretty tabular-nums">{t('admin:balance', sums)}</p>
        <p className="text-small text-muted">
          {isBalanced ? t('admin:balanced') : t('admin:unbalanced')}
        </p>
      </div>
    </div>
  );
}

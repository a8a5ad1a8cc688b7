import type { UsageSums, WalletUsage } from '@/api/router';
import { t } from '@/i18n';
import { copyText } from '@/lib/clipboard';
import { dayAndTime, number, price, shortAddress } from '@/lib/format';
import { Cell, RowHead, Table } from './table';

function Sums({ sums }: { sums: UsageSums }) {
  return (
    <>
      <Cell isNumber>{price(sums.priceMicrodollars)}</Cell>
      <Cell isNumber>{number(sums.batches)}</Cell>
      <Cell isNumber>{number(sums.submitted)}</Cell>
      <Cell isNumber>{number(sums.kept)}</Cell>
      <Cell isNumber>{number(sums.failed)}</Cell>
      <Cell isNumber>{number(sums.blocked)}</Cell>
      <Cell isNumber>{number(sums.cancelled)}</Cell>
      <Cell isNumber>{number(sums.trainings)}</Cell>
    </>
  );
}

interface Props {
  wallets: readonly WalletUsage[];
  total: UsageSums;
}

/** The dearest first. */
export function UsageTable({ wallets, total }: Props) {
  const numbers = [
    t('admin:price'),
    t('admin:batches'),
    t('admin:submitted'),
    t('admin:kept'),
    t('admin:failed'),
    t('admin:blocked'),
    t('admin:cancelled'),
    t('admin:trainings'),
  ].map((name) => ({ name, isNumber: true }));
  return (
    <Table
      label={t('admin:usage')}
      columns={[
        { name: t('admin:wallet') },
        ...numbers,
        { name: t('admin:lastUsed'), isNumber: true },
      ]}
      footer={
        <tr>
          <RowHead>{t('admin:total')}</RowHead>
          <Sums sums={total} />
          <Cell>{''}</Cell>
        </tr>
      }
    >
      {wallets.map((wallet) => (
        <tr key={wallet.walletAddress}>
          <RowHead>
            <button
              type="button"
              title={wallet.walletAddress}
              className="touch-target font-mono underline decoration-line-strong underline-offset-4"
              onClick={() => void copyText(wallet.walletAddress, t('admin:wallet'))}
            >
              {shortAddress(wallet.walletAddress)}
            </button>
          </RowHead>
          <Sums sums={wallet} />
          <Cell isNumber>{dayAndTime(wallet.lastUsedAt)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

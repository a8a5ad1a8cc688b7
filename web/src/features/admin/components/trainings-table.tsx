import type { TrainingCount } from '@/api/router';
import { t } from '@/i18n';
import { number, price } from '@/lib/format';
import { Cell, RowHead, Table } from './table';

export function TrainingsTable({ trainings }: { trainings: readonly TrainingCount[] }) {
  if (trainings.length === 0) {
    return <p className="text-small text-muted">{t('admin:noTrainings')}</p>;
  }
  return (
    <Table
      label={t('admin:trainings')}
      columns={[
        { name: t('admin:state') },
        { name: t('admin:number'), isNumber: true },
        { name: t('admin:price'), isNumber: true },
      ]}
    >
      {trainings.map((training) => (
        <tr key={training.state}>
          <RowHead>{training.state}</RowHead>
          <Cell isNumber>{number(training.count)}</Cell>
          <Cell isNumber>{price(training.priceMicrodollars)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

import type { EngineStanding } from '@/api/router';
import { Badge } from '@/components/ui/badge';
import { t } from '@/i18n';
import { dayAndTime, number } from '@/lib/format';
import { Cell, RowHead, Table } from './table';

export function EnginesTable({ engines }: { engines: readonly EngineStanding[] }) {
  return (
    <Table
      label={t('admin:engines')}
      columns={[
        { name: t('admin:engine') },
        { name: t('admin:state') },
        { name: t('admin:since') },
        { name: t('admin:waiting'), isNumber: true },
        { name: t('admin:running'), isNumber: true },
      ]}
    >
      {engines.map((engine) => (
        <tr key={engine.id}>
          <RowHead>{engine.title}</RowHead>
          <Cell>
            <Badge tone={engine.isAvailable ? 'plain' : 'danger'}>
              {engine.isAvailable ? t('admin:works') : t('admin:outOfOrder')}
            </Badge>
            {engine.reason && <p className="mt-1 min-w-48 text-muted">{engine.reason}</p>}
          </Cell>
          <Cell>
            <span className="whitespace-nowrap">
              {engine.since ? dayAndTime(engine.since) : '–'}
            </span>
          </Cell>
          <Cell isNumber>{number(engine.waiting)}</Cell>
          <Cell isNumber>{number(engine.running)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

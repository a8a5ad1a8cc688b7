import { cx } from '@/lib/class-names';
import type { ReactNode } from 'react';

interface Column {
  name: string;
  isNumber?: boolean;
}

interface Props {
  /** What the table tells, for those who cannot see where it stands. */
  label: string;
  columns: readonly Column[];
  children: ReactNode;
  footer?: ReactNode;
}

/** Rows and columns that scroll sideways by themselves where the screen is narrow. */
export function Table({ label, columns, children, footer }: Props) {
  return (
    <div
      role="region"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full text-small tabular-nums" aria-label={label}>
        <thead className="border-b border-line text-muted">
          <tr>
            {columns.map(({ name, isNumber }) => (
              <th
                key={name}
                scope="col"
                className={cx('px-3 py-2 font-semibold', isNumber ? 'text-right' : 'text-left')}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
        {footer && <tfoot className="border-t border-line font-semibold">{footer}</tfoot>}
      </table>
    </div>
  );
}

export function Cell({ children, isNumber }: { children: ReactNode; isNumber?: boolean }) {
  return (
    <td className={cx('px-3 py-2', isNumber ? 'text-right whitespace-nowrap' : '')}>{children}</td>
  );
}

export function RowHead({ children }: { children: ReactNode }) {
  return (
    <th scope="row" className="px-3 py-2 text-left font-semibold whitespace-nowrap">
      {children}
    </th>
  );
}

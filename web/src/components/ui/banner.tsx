import { cx } from '@/lib/class-names';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface Props {
  icon: IconName;
  tone?: 'plain' | 'accent' | 'danger';
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

const tones = {
  plain: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-ink',
  danger: 'bg-danger-soft text-ink',
};

/** A line that stays as long as what it says is true. */
export function Banner({ icon, tone = 'plain', children, action, className }: Props) {
  return (
    <div
      role="status"
      className={cx(
        'flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-small',
        tones[tone],
        className,
      )}
    >
      <Icon name={icon} className="size-4.5" />
      <p className="min-w-0 flex-1 text-pretty">{children}</p>
      {action}
    </div>
  );
}

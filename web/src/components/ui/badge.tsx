import { cx } from '@/lib/class-names';
import type { ReactNode } from 'react';

const tones = {
  plain: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent-text',
  danger: 'bg-danger-soft text-danger',
};

interface Props {
  tone?: keyof typeof tones;
  children: ReactNode;
}

export function Badge({ tone = 'plain', children }: Props) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-tiny font-semibold whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

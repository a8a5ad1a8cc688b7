import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface Props {
  icon: IconName;
  title: string;
  children?: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
  /** 1 where it is all that the page has. */
  level?: 1 | 2;
}

/** What a place says when there is nothing in it. */
export function Empty({ icon, title, children, action, level = 2 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <div className="mx-auto flex max-w-md appear flex-col items-center gap-3 px-6 py-16 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-accent-soft text-accent-text">
        <Icon name={icon} className="size-7" />
      </span>
      <Heading className="text-lead font-bold">{title}</Heading>
      {children && <p className="text-pretty text-muted">{children}</p>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

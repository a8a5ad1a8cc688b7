import { CopyButton } from '@/components/ui/copy-button';
import type { ReactNode } from 'react';

interface Props {
  name: string;
  children: ReactNode;
  /** What its copy button copies. */
  copies?: string;
}

/** One line of what is known of a picture. */
export function Fact({ name, children, copies }: Props) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 border-b border-line py-1">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1 text-right break-words">
        {children}
        {copies !== undefined && (
          <CopyButton text={copies} what={name} className="-my-1 -mr-2 size-8" />
        )}
      </dd>
    </div>
  );
}

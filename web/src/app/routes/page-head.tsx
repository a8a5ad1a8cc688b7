import type { ReactNode } from 'react';

interface Props {
  title: string;
  note?: ReactNode;
  children?: ReactNode;
}

export function PageHead({ title, note, children }: Props) {
  return (
    <header className="mb-6 flex flex-wrap items-end gap-x-4 gap-y-3 sm:mb-8">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1.5">
        <h1 className="text-display font-bold break-words">{title}</h1>
        {note}
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  );
}

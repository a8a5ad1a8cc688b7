import type { ReactNode } from 'react';

interface Props {
  title: string;
  note?: ReactNode;
  children?: ReactNode;
  /** 2 below something with a heading of its own. */
  level?: 1 | 2;
}

export function PageHead({ title, note, children, level = 1 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <header className="mb-6 flex flex-wrap items-end gap-x-4 gap-y-3 sm:mb-8">
      <div className="flex min-w-0 flex-1 basis-40 flex-col gap-1.5">
        <Heading
          className={
            level === 1 ? 'text-display font-bold break-words' : 'text-title font-bold break-words'
          }
        >
          {title}
        </Heading>
        {note}
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  );
}

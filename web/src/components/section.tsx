import { useId, type ReactNode } from 'react';

interface Props {
  title: string;
  children: ReactNode;
}

export function Section({ title, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-3 border-t border-line py-7 first:border-0 md:grid-cols-[13rem_1fr]"
    >
      <h2 id={id} className="font-bold">
        {title}
      </h2>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

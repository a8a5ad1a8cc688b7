import { cx } from '@/lib/class-names';
import { useState } from 'react';

interface Props {
  /** Only for its first letters; the name is written beside it. */
  name: string;
  url?: string | null | undefined;
  className?: string;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

export function Avatar({ name, url, className }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span
      aria-hidden
      className={cx(
        'grid size-7 shrink-0 place-items-center overflow-hidden rounded-full bg-accent-soft text-tiny font-bold text-accent-text',
        className,
      )}
    >
      {url && url !== broken ? (
        <img src={url} alt="" className="size-full object-cover" onError={() => setBroken(url)} />
      ) : (
        initials(name)
      )}
    </span>
  );
}

import { cx } from '@/lib/class-names';

/** A thing and its likeness: a sun, and what the water makes of it. public/favicon.svg draws the same. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cx('size-7', className)}>
      <path d="M3.5 15.2a12.5 12.5 0 0 1 25 0z" className="fill-accent" />
      <path
        d="M5.6 18.9h20.8M8.8 23.4h14.4M13.2 27.9h5.6"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </svg>
  );
}

import { cx } from '@/lib/class-names';

/** A thing and its likeness. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 24" aria-hidden className={cx('h-6 w-8', className)}>
      <circle cx="20.5" cy="12" r="9" className="fill-accent" />
      <circle cx="11.5" cy="12" r="8.9" fill="none" stroke="currentColor" strokeWidth="2.2" />
    </svg>
  );
}

import { cx } from '@/lib/class-names';

/** Something that is on its way, in its shape. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('shimmer rounded-control bg-sunken', className)} />;
}

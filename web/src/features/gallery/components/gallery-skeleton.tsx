import { t } from '@/i18n';
import { Skeleton } from '@/components/ui/skeleton';

const shapes = [
  'aspect-square',
  'aspect-[3/4]',
  'aspect-square',
  'aspect-[4/3]',
  'aspect-square',
  'aspect-[3/4]',
];

export function GallerySkeleton() {
  return (
    <div
      role="status"
      aria-label={t('gallery:loading')}
      aria-busy
      className="flex h-44 gap-1.5 overflow-hidden sm:h-64"
    >
      {shapes.map((shape, at) => (
        <Skeleton key={at} className={`h-full shrink-0 rounded-small ${shape}`} />
      ))}
    </div>
  );
}

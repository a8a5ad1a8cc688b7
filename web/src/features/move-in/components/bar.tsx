import { t } from '@/i18n';

interface Props {
  done: number;
  /** Null while it is still being counted. */
  total: number | null;
}

/** How much of it has come in. */
export function Bar({ done, total }: Props) {
  const percent = total ? Math.round((100 * done) / total) : null;
  return (
    <div
      role="progressbar"
      aria-label={t('moveIn:progress')}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={total ? t('moveIn:position', { done, total }) : undefined}
      className="h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
    >
      {percent === null ? (
        <div className="h-full w-2/5 sweep rounded-full bg-accent" />
      ) : (
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${percent}%` }}
        />
      )}
    </div>
  );
}

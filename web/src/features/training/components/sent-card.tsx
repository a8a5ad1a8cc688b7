import { IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { dropSent, type SentFile } from '../lib/sending';

function Progress({ name, progress }: Pick<SentFile, 'name' | 'progress'>) {
  const percent = Math.round(progress * 100);
  return (
    <div className="flex w-full flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label={t('training:sending', { name })}
        aria-valuenow={percent}
        className="h-2 overflow-hidden rounded-full bg-page ring-1 ring-line ring-inset"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${percent}%` }}
        />
      </div>
      <p className="text-tiny text-muted">
        {percent < 100 ? `${percent} %` : t('training:serverLooks')}
      </p>
    </div>
  );
}

/** A file on its way, or why it was refused. */
export function SentCard({ file }: { file: SentFile }) {
  const { key, name, reason } = file;
  return (
    <li className="flex aspect-square flex-col items-center justify-center gap-2 rounded-card border border-line bg-sunken p-3 text-center">
      {reason && <Icon name="warning" className="text-danger" />}
      <p className="w-full truncate text-small font-semibold" title={name}>
        {name}
      </p>
      {reason ? (
        <p role="alert" className="line-clamp-4 text-small text-danger">
          {reason}
        </p>
      ) : (
        <Progress name={name} progress={file.progress} />
      )}
      <IconButton
        label={reason ? t('training:dismiss', { name }) : t('training:stopSending', { name })}
        icon="close"
        onClick={() => dropSent(key)}
      />
    </li>
  );
}

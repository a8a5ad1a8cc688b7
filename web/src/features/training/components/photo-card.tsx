import type { Upload } from '@/api/router';
import { Picture } from '@/components/picture';
import { Button, IconButton } from '@/components/ui/button';
import { inputStyle } from '@/components/ui/field';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { changePick, removePick, type Pick } from '../lib/draft';
import { FramedPhoto } from './framed-photo';

interface Props {
  pick: Pick;
  upload: Upload;
  /** What is wrong with it, as the server says. */
  error: string | undefined;
  maxCaption: number;
  onCrop: () => void;
}

const kSizes = '(width < 40rem) 50vw, 220px';

/** A chosen photo: the part that is used, its caption, and what can be done with it. */
export function PhotoCard({ pick, upload, error, maxCaption, onCrop }: Props) {
  const { name, width, height } = upload;
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line bg-surface p-2">
      <FramedPhoto width={width} height={height} crop={pick.crop}>
        <Picture source={upload} alt={name} sizes={kSizes} isUrgent={false} />
      </FramedPhoto>
      <textarea
        rows={2}
        aria-label={t('training:captionOf', { name })}
        aria-invalid={Boolean(error)}
        placeholder={t('training:captionOptional')}
        maxLength={maxCaption}
        className={cx(inputStyle, 'resize-none text-small')}
        value={pick.caption}
        onChange={(event) => changePick(pick.id, { caption: event.target.value })}
      />
      {error && <p className="text-small text-danger">{error}</p>}
      <div className="flex items-center gap-1">
        <Button size="small" onClick={onCrop} aria-label={t('training:cropName', { name })}>
          {pick.crop ? t('training:cropped') : t('training:crop')}
        </Button>
        <span className="min-w-0 flex-1 truncate text-tiny text-muted" title={name}>
          {width} × {height}
        </span>
        <IconButton
          label={t('training:leaveOut', { name })}
          icon="trash"
          onClick={() => removePick(pick.id)}
        />
      </div>
    </li>
  );
}

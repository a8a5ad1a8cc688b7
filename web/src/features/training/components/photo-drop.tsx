import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { useState } from 'react';

interface Props {
  /** What to know about them, for instance how many are needed. */
  hint: string;
  onFiles: (files: readonly File[]) => void;
}

/** An input for many photos that is also a place to drop them on. */
export function PhotoDrop({ hint, onFiles }: Props) {
  const [isOver, setIsOver] = useState(false);
  return (
    // The input inside does it all by keyboard; dropping is the pointer's shortcut.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <label
      className={cx(
        'relative flex flex-col items-center gap-1 rounded-card border-2 border-dashed px-4 py-8 text-center transition-colors',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
        isOver ? 'border-accent bg-accent-soft' : 'border-line hover:bg-sunken',
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <Icon name="pictures" className="size-8 text-muted" />
      <span className="font-semibold">{t('training:dropPhotos')}</span>
      <span className="text-small text-pretty text-muted">{hint}</span>
      <input
        type="file"
        multiple
        aria-label={t('training:photos')}
        accept="image/jpeg,image/png,image/webp,.zip"
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </label>
  );
}

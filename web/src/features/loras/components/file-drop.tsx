import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { fileSize } from '@/lib/format';
import { useState } from 'react';

interface Props {
  file: File | null;
  onFile: (file: File) => void;
  isDisabled: boolean;
}

/** A file input that is also a place to drop a file on. */
export function FileDrop({ file, onFile, isDisabled }: Props) {
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    const first = files?.item(0);
    if (first) {
      onFile(first);
    }
  };
  return (
    // The input inside does it all by keyboard; dropping is the pointer's shortcut.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <label
      className={cx(
        'relative flex flex-col items-center gap-1 rounded-card border-2 border-dashed px-4 py-7 text-center transition-colors',
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
        take(event.dataTransfer.files);
      }}
    >
      <Icon name="layers" className="size-8 text-muted" />
      <span className="max-w-full font-semibold break-all">
        {file ? file.name : t('loras:dropFile')}
      </span>
      <span className="text-small text-muted">
        {file ? t('loras:chooseAnother', { size: fileSize(file.size) }) : t('loras:chooseOne')}
      </span>
      <input
        type="file"
        aria-label={t('loras:file')}
        accept=".safetensors"
        disabled={isDisabled}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => take(event.target.files)}
      />
    </label>
  );
}

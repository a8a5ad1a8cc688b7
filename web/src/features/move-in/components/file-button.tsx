import { buttonStyle } from '@/components/ui/button-style';
import { Icon, type IconName } from '@/components/ui/icon';
import type { Dropped } from '@/lib/move-in';

interface Props {
  label: string;
  icon: IconName;
  tone: 'accent' | 'plain';
  /** Lets whole folders be chosen instead of files. */
  isFolder?: boolean;
  onFiles: (files: readonly Dropped[]) => void;
}

/** Looks like a button and is a file input, which opens by keyboard and touch alike. */
export function FileButton({ label, icon, tone, isFolder = false, onFiles }: Props) {
  return (
    <label
      className={buttonStyle(
        { tone },
        'relative max-w-full has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
      )}
    >
      <Icon name={icon} className="size-4.5" />
      {label}
      <input
        type="file"
        multiple
        className="absolute inset-0 cursor-pointer opacity-0"
        {...(isFolder
          ? { webkitdirectory: '' }
          : { accept: 'image/png,image/jpeg,image/webp,.zip,.txt,.json' })}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </label>
  );
}

import { copyText } from '@/lib/clipboard';
import { IconButton } from './button';

interface Props {
  text: string;
  /** What it is, for instance "Prompt". */
  what: string;
  className?: string;
}

/** As within a sentence; abbreviations stay as they are. */
function within(what: string): string {
  return /^\p{Lu}\p{Lu}/u.test(what) ? what : what.toLowerCase();
}

export function CopyButton({ text, what, className }: Props) {
  return (
    <IconButton
      label={`Copy ${within(what)}`}
      icon="copy"
      className={className}
      onClick={() => void copyText(text, what)}
    />
  );
}

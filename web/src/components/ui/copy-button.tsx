import { copyText } from '@/lib/clipboard';
import { IconButton } from './button';

interface Props {
  text: string;
  /** What it is, for instance "Prompt". */
  what: string;
  className?: string;
}

export function CopyButton({ text, what, className }: Props) {
  return (
    <IconButton
      label={`Copy ${what.toLowerCase()}`}
      icon="copy"
      className={className}
      onClick={() => void copyText(text, what)}
    />
  );
}

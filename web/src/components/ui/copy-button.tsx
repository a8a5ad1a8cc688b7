import { language, t } from '@/i18n';
import { copyText } from '@/lib/clipboard';
import { IconButton } from './button';

interface Props {
  text: string;
  /** What it is, for instance "Prompt". */
  what: string;
  className?: string;
}

/** As within an English sentence; abbreviations stay as they are. */
function within(what: string): string {
  return language() !== 'en' || /^\p{Lu}\p{Lu}/u.test(what) ? what : what.toLowerCase();
}

export function CopyButton({ text, what, className }: Props) {
  return (
    <IconButton
      label={t('ui:copy', { what: within(what) })}
      icon="copy"
      className={className}
      onClick={() => void copyText(text, what)}
    />
  );
}

import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';

/** What the owner of a LoRA should know about its file. */
export function Warnings({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) {
    return null;
  }
  return (
    <ul
      aria-label={t('loras:warnings')}
      className="flex flex-col gap-1.5 rounded-control bg-accent-soft px-3.5 py-2.5 text-small"
    >
      {sentences.map((sentence) => (
        <li key={sentence} className="flex gap-2">
          <Icon name="warning" className="mt-px size-4.5 text-accent-text" />
          {sentence}
        </li>
      ))}
    </ul>
  );
}

import { t } from '@/i18n';

interface Props {
  prompts: readonly string[];
  onPick: (prompt: string) => void;
}

/** Prompts to begin with. */
export function ExampleChips({ prompts, onPick }: Props) {
  if (prompts.length === 0) {
    return null;
  }
  return (
    <ul aria-label={t('generate:examples')} className="flex flex-wrap gap-1.5">
      {prompts.slice(0, 4).map((prompt) => (
        <li key={prompt} className="max-w-full">
          <button
            type="button"
            className="touch-target max-w-full truncate rounded-full px-3 py-1 text-small text-muted ring-1 ring-line ring-inset hover:bg-sunken hover:text-ink"
            onClick={() => onPick(prompt)}
          >
            {prompt}
          </button>
        </li>
      ))}
    </ul>
  );
}

import type { LoraDetail } from '@/api/router';
import { t } from '@/i18n';
import { useId } from 'react';

/** "base model" as a heading. */
function heading(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** What the trainer wrote into the file: claims, which nobody has checked. */
export function TrainingTags({ details }: Pick<LoraDetail, 'details'>) {
  const id = useId();
  const tags = Object.entries(details);
  if (tags.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={id} className="border-t border-line pt-3 text-small">
      <h2 id={id} className="mb-2 text-small font-semibold">
        {t('loras:fromTraining')}
      </h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {tags.map(([name, text]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-muted">{heading(name)}</dt>
            <dd className="line-clamp-6 min-w-0 break-words whitespace-pre-line">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

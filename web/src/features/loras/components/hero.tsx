import type { Lora } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { useId, useState, type SyntheticEvent } from 'react';
import { useCycle } from '../lib/use-cycle';
import { useLoraList } from '../lib/lora-list';
import { HeroStage } from './hero-stage';

interface Props {
  isBusy: boolean;
  /** Makes pictures of a prompt at once. */
  onGenerate: (lora: Lora, prompt: string) => void;
}

const kEvery = 4_500;
const kStyles = 8;
const kExamples = 4;

/** What a cover shows, unless it names its own LoRA. */
function exampleOf({ coverImage, trigger }: Lora): string {
  const prompt = coverImage?.alt ?? '';
  return trigger && prompt.includes(trigger) ? '' : prompt;
}

/** What somebody new sees first: pictures, one sentence, and the field that makes more of them. */
export function Hero({ isBusy, onGenerate }: Props) {
  const titleId = useId();
  const { data, isPending } = useLoraList('all');
  const [isHeld, setIsHeld] = useState(false);
  const [prompt, setPrompt] = useState('');
  const all = data?.pages.flatMap((page) => page.items) ?? [];
  const usable = all.filter((lora) => lora.canGenerate);
  // On the first start covers are still being drawn.
  const loras = usable.filter((lora) => lora.coverImage).slice(0, kStyles);
  const cycle = useCycle(loras.length, kEvery, isHeld);
  const lora = loras[cycle.at] ?? usable[0];
  const examples = loras
    .map(exampleOf)
    .filter(Boolean)
    .slice(1, 1 + kExamples);
  const shown = lora ? exampleOf(lora) || (examples[0] ?? '') : '';

  if (!lora && !isPending) {
    return <h1 className="sr-only">{t('shell:loras')}</h1>;
  }
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (lora && !isBusy) {
      onGenerate(lora, prompt.trim() || shown);
    }
  };
  return (
    // Nothing is done by these: what one looks at stands still meanwhile.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-labelledby={titleId}
      className="mb-12 grid grid-cols-[minmax(0,1fr)] items-center gap-7 lg:mb-16 lg:grid-cols-[minmax(0,1fr)_minmax(0,34rem)] lg:gap-14"
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <div className="flex min-w-0 flex-col gap-5 lg:py-6">
        <h1 id={titleId} className="text-hero font-extrabold text-balance">
          <span className="block">{t('loras:heroWords')}</span>{' '}
          <span className="block">{t('loras:heroPictures')}</span>
        </h1>
        <p className="max-w-prose text-lead text-pretty text-muted">{t('loras:heroNote')}</p>
        <form
          className="mt-1 flex flex-col gap-2 rounded-sheet border border-line-strong/50 bg-surface p-2 shadow-medium focus-within:border-ink sm:flex-row sm:rounded-full"
          onSubmit={onSubmit}
        >
          <input
            type="text"
            aria-label={t('loras:heroPrompt')}
            className="h-12 min-w-0 shrink-0 rounded-full bg-transparent px-4 text-lead outline-none placeholder:text-muted sm:flex-1"
            placeholder={shown}
            value={prompt}
            maxLength={2000}
            onChange={(event) => setPrompt(event.target.value)}
          />
          <Button
            type="submit"
            tone="accent"
            size="large"
            icon="spark"
            className="sm:rounded-full"
            isBusy={isBusy}
            disabled={!lora || isBusy}
          >
            {t('loras:generate')}
          </Button>
        </form>
        <ul
          aria-label={t('loras:examples')}
          className="hide-scrollbar flex min-h-8 gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 sm:flex-wrap"
        >
          {examples.map((example) => (
            <li key={example} className="shrink-0">
              <button
                type="button"
                className="touch-target rounded-full bg-sunken px-3.5 py-1.5 text-small font-medium text-muted transition-colors hover:text-ink"
                onClick={() => setPrompt(example)}
              >
                {example}
              </button>
            </li>
          ))}
        </ul>
      </div>
      {loras.length > 0 ? (
        <HeroStage
          loras={loras}
          at={cycle.at}
          motion={cycle.canMove ? { isMoving: cycle.isMoving, onToggle: cycle.toggle } : null}
          onPick={cycle.pick}
        />
      ) : (
        <Skeleton className="aspect-[4/3] rounded-sheet sm:aspect-[16/10] lg:aspect-square" />
      )}
    </section>
  );
}

import type { SharedImage, SharedRecipe as Recipe } from '@/api/router';
import { CopyButton } from '@/components/ui/copy-button';
import { t } from '@/i18n';
import type { ReactNode } from 'react';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 border-b border-line py-1.5">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1 text-right break-words">{children}</dd>
    </div>
  );
}

/** How the picture was made, where its owner tells it. */
export function SharedRecipe({ image, recipe }: { image: SharedImage; recipe: Recipe }) {
  return (
    <aside
      aria-label={t('shares:recipe')}
      className="flex flex-col gap-6 border-line bg-page p-5 lg:w-[23rem] lg:overflow-y-auto lg:border-l"
    >
      <section>
        <div className="flex items-center justify-between">
          <h2 className="text-small font-semibold text-muted">{t('shares:prompt')}</h2>
          <CopyButton text={recipe.prompt} what={t('shares:prompt')} />
        </div>
        <p className="text-lead break-words whitespace-pre-wrap">{recipe.prompt}</p>
        {recipe.trigger && (
          <p className="mt-2 font-mono text-tiny text-muted">+ {recipe.trigger}</p>
        )}
      </section>
      <dl className="text-small">
        <Fact name={t('shares:lora')}>{recipe.loraName}</Fact>
        <Fact name={t('shares:strength')}>{recipe.loraScale}</Fact>
        <Fact name={t('shares:seed')}>
          <code className="font-mono break-all">{recipe.seed}</code>
          <CopyButton text={recipe.seed} what={t('shares:seed')} className="-my-2 -mr-2 size-8" />
        </Fact>
        <Fact name={t('shares:size')}>
          {image.width} × {image.height}
        </Fact>
        <Fact name={t('shares:steps')}>{recipe.numInferenceSteps}</Fact>
        <Fact name={t('shares:guidance')}>{recipe.guidanceScale}</Fact>
      </dl>
    </aside>
  );
}

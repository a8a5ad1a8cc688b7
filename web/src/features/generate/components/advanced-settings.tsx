import { Icon } from '@/components/ui/icon';
import { Skeleton } from '@/components/ui/skeleton';
import { t } from '@/i18n';
import { engineInUse } from '@/lib/engines';
import { lazyPart } from '@/lib/lazy-part';
import { Suspense, useState } from 'react';
import { hasAdvanced } from '../lib/generation-input';
import type { AdvancedProps } from './advanced-fields';

const AdvancedFields = lazyPart(async () => (await import('./advanced-fields')).AdvancedFields);

/** Folded away; a dot tells that something in it differs from the default. */
export function AdvancedSettings(props: AdvancedProps) {
  const { draft, engines } = props;
  const engine = engineInUse(engines, draft.engine);
  const [isOpened, setIsOpened] = useState(false);
  const isChanged = hasAdvanced(draft);
  return (
    <details
      className="group -mx-2 rounded-card open:bg-sunken/60"
      onToggle={() => setIsOpened(true)}
    >
      <summary className="flex touch-target items-center gap-2 rounded-card px-2 py-2 text-small font-semibold hover:text-ink">
        <Icon name="sliders" className="size-4.5 text-muted" />
        {t('generate:advanced')}
        {isChanged && (
          <span
            role="img"
            aria-label={t('generate:changed')}
            className="size-2 rounded-full bg-accent ring-1 ring-accent-text"
          />
        )}
        {engine && (
          <span className="ml-auto min-w-0 truncate font-normal text-muted">
            {t('generate:madeBy', { name: engine.title })}
          </span>
        )}
        <Icon
          name="chevron"
          className="size-4.5 text-muted transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="px-3 pt-2 pb-4">
        <Suspense fallback={<Skeleton className="h-60" />}>
          {isOpened && <AdvancedFields {...props} />}
        </Suspense>
      </div>
    </details>
  );
}

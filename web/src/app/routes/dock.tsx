import { t } from '@/i18n';
import type { ReactNode } from 'react';

/** Where the form stands beside a gallery, always in view. */
export function Dock({ children }: { children: ReactNode }) {
  return (
    <aside
      aria-label={t('shell:create')}
      className="sticky top-[calc(var(--header)+1.25rem)] max-h-[calc(100dvh-var(--header)-2.5rem)] w-[23.5rem] shrink-0 overflow-y-auto rounded-sheet border border-line bg-surface shadow-small"
    >
      {children}
    </aside>
  );
}

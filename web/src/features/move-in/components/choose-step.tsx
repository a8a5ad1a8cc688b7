import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import type { Dropped } from '@/lib/move-in';
import { useState } from 'react';
import { takeDropped } from '../lib/dropped';
import { FileButton } from './file-button';

/** What can come in, and three ways to say what shall. */
export function ChooseStep({ onFiles }: { onFiles: (files: readonly Dropped[]) => void }) {
  const [isOver, setIsOver] = useState(false);
  return (
    // The buttons inside do it all by keyboard; dropping is the pointer's shortcut.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="flex flex-col gap-5 p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]"
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        onFiles(takeDropped(event.dataTransfer));
      }}
    >
      <p className="text-pretty text-muted">{t('moveIn:intro')}</p>
      <div
        className={cx(
          'flex flex-col items-center gap-4 rounded-card border-2 border-dashed px-4 py-7 text-center transition-colors',
          isOver ? 'border-accent bg-accent-soft' : 'border-line',
        )}
      >
        <Icon name="pictures" className="size-8 text-muted" />
        <p className="font-semibold text-balance pointer-coarse:hidden">{t('moveIn:dropHere')}</p>
        <div className="flex flex-wrap justify-center gap-2">
          <FileButton
            label={t('moveIn:chooseFolder')}
            icon="layers"
            tone="accent"
            isFolder
            onFiles={onFiles}
          />
          <FileButton
            label={t('moveIn:chooseFiles')}
            icon="pictures"
            tone="plain"
            onFiles={onFiles}
          />
        </div>
        <p className="text-small text-pretty text-muted">{t('moveIn:limits')}</p>
      </div>
    </div>
  );
}

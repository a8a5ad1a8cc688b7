import { t } from '@/i18n';
import { useEffect, useState } from 'react';

function hasFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Takes a file dropped anywhere on the page, and says so while one hovers. */
export function PageDrop({ onFile }: { onFile: (file: File) => void }) {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (hasFile(event)) {
        event.preventDefault();
        setIsOver(true);
      }
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) {
        setIsOver(false);
      }
    };
    const onDrop = (event: DragEvent) => {
      const file = event.dataTransfer?.files.item(0);
      setIsOver(false);
      if (file && !event.defaultPrevented) {
        event.preventDefault();
        onFile(file);
      }
    };
    addEventListener('dragover', onDragOver);
    addEventListener('dragleave', onDragLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onDragOver);
      removeEventListener('dragleave', onDragLeave);
      removeEventListener('drop', onDrop);
    };
  }, [onFile]);

  return isOver ? (
    <div className="pointer-events-none fixed inset-3 z-40 grid appear place-items-center rounded-sheet border-2 border-dashed border-accent bg-page/85">
      <p className="text-title font-bold">{t('loras:dropAnywhere')}</p>
    </div>
  ) : null;
}

import { useEffect, useState } from 'react';

interface Props {
  /** What letting go does, for whoever hovers. */
  hint: string;
  /** To be read at once: a browser forgets it when the event is over. */
  onDrop: (transfer: DataTransfer) => void;
}

function hasFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Takes files dropped anywhere on the page, and says so while some hover. */
export function PageDrop({ hint, onDrop }: Props) {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    // A picture of the page itself looks like a file too.
    let isOurs = false;
    const onDragStart = () => {
      isOurs = true;
    };
    const onDragEnd = () => {
      isOurs = false;
    };
    const onDragOver = (event: DragEvent) => {
      if (hasFile(event) && !isOurs) {
        event.preventDefault();
        setIsOver(true);
      }
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) {
        setIsOver(false);
      }
    };
    const onDropped = (event: DragEvent) => {
      setIsOver(false);
      if (event.dataTransfer && hasFile(event) && !isOurs && !event.defaultPrevented) {
        event.preventDefault();
        onDrop(event.dataTransfer);
      }
    };
    addEventListener('dragstart', onDragStart);
    addEventListener('dragend', onDragEnd);
    addEventListener('dragover', onDragOver);
    addEventListener('dragleave', onDragLeave);
    addEventListener('drop', onDropped);
    return () => {
      removeEventListener('dragstart', onDragStart);
      removeEventListener('dragend', onDragEnd);
      removeEventListener('dragover', onDragOver);
      removeEventListener('dragleave', onDragLeave);
      removeEventListener('drop', onDropped);
    };
  }, [onDrop]);

  return isOver ? (
    <div className="pointer-events-none fixed inset-3 z-40 grid appear place-items-center rounded-sheet border-2 border-dashed border-accent bg-page/85">
      <p className="text-title font-bold">{hint}</p>
    </div>
  ) : null;
}

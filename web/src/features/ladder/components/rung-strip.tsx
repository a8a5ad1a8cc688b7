import { t } from '@/i18n';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { placeAfter, type Rung } from '../lib/rungs';
import { RungTile } from './rung-tile';

interface Props {
  rungs: readonly Rung[];
  chosen: number;
  isWaiting: boolean;
  onChoose: (index: number) => void;
  onPick: () => void;
}

function tileAt(strip: HTMLElement | null, index: number): HTMLElement | undefined {
  return strip?.querySelectorAll<HTMLElement>('[role=option]')[index];
}

/** The ladder, from weak to strong. Arrow keys go along it, Enter takes the one that is reached. */
export function RungStrip({ rungs, chosen, isWaiting, onChoose, onPick }: Props) {
  const strip = useRef<HTMLDivElement>(null);

  // On phones the strip is wider than the window.
  useEffect(() => {
    tileAt(strip.current, chosen)?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [chosen]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfter(event.key, chosen, rungs.length);
    if (event.key === 'Enter') {
      event.preventDefault();
      onPick();
    } else if (next !== null) {
      event.preventDefault();
      onChoose(next);
      tileAt(strip.current, next)?.focus();
    }
  };

  return (
    <div
      ref={strip}
      role="listbox"
      aria-label={t('ladder:strengths')}
      aria-orientation="horizontal"
      className="-mx-1 flex shrink-0 snap-x gap-2 overflow-x-auto rounded-card p-1 sm:overflow-visible"
    >
      {rungs.map((rung) => (
        <RungTile
          key={rung.index}
          rung={rung}
          isChosen={rung.index === chosen}
          isWaiting={isWaiting}
          onChoose={() => onChoose(rung.index)}
          onPick={onPick}
          onKeyDown={onKeyDown}
        />
      ))}
    </div>
  );
}

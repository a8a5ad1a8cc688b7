import type { Lora } from '@/api/router';
import { Picture } from '@/components/picture';
import { IconButton } from '@/components/ui/button';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { useId } from 'react';

interface Props {
  loras: readonly Lora[];
  at: number;
  /** Null where nothing moves anyway. */
  motion: { isMoving: boolean; onToggle: () => void } | null;
  onPick: (at: number) => void;
}

/** Only the one in view and the one after it are loaded. */
function isNear(index: number, at: number, length: number): boolean {
  return index === at || index === (at + 1) % length || index === (at + length - 1) % length;
}

/** The covers, one large at a time, and a strip to pick from. */
export function HeroStage({ loras, at, motion, onPick }: Props) {
  const group = useId();
  const shown = loras[at];
  return (
    <div className="flex flex-col gap-3 lg:flex-row">
      <div className="relative aspect-[4/3] min-w-0 flex-1 overflow-hidden rounded-sheet bg-sunken shadow-large sm:aspect-[16/10] lg:aspect-square">
        {loras.map(
          ({ id, coverImage }, index) =>
            coverImage &&
            isNear(index, at, loras.length) && (
              <div
                key={id}
                className={cx(
                  'absolute inset-0 transition-opacity duration-(--motion-ambient) ease-in-out',
                  index === at ? 'opacity-100' : 'opacity-0',
                )}
                aria-hidden
              >
                <Picture
                  source={coverImage}
                  alt=""
                  sizes="(width < 64rem) 92vw, 520px"
                  isUrgent={index === at}
                />
              </div>
            ),
        )}
        {shown && (
          <p className="absolute inset-x-0 bottom-0 flex flex-col px-5 pt-14 pr-16 pb-4 text-small picture-caption">
            <span className="text-lead font-bold">{shown.name}</span>
            <span className="truncate">{shown.coverImage?.alt}</span>
          </p>
        )}
        {motion && (
          <IconButton
            label={motion.isMoving ? t('loras:holdStill') : t('loras:letMove')}
            icon={motion.isMoving ? 'pause' : 'play'}
            className="absolute right-3 bottom-3 rounded-full on-picture"
            onClick={motion.onToggle}
          />
        )}
      </div>
      <fieldset className="min-w-0 lg:w-14 lg:shrink-0">
        <legend className="sr-only">{t('loras:style')}</legend>
        <div className="-m-1 hide-scrollbar flex gap-2 overflow-x-auto p-1 lg:flex-col">
          {loras.map(({ id, name, coverImage }, index) => (
            <label
              key={id}
              title={name}
              className="relative size-14 shrink-0 overflow-hidden rounded-control opacity-60 ring-2 ring-transparent ring-offset-2 ring-offset-page transition-opacity hover:opacity-100 has-checked:opacity-100 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-4"
            >
              <input
                type="radio"
                name={group}
                aria-label={name}
                className="absolute inset-0 z-10 opacity-0"
                checked={index === at}
                onChange={() => onPick(index)}
              />
              {coverImage && <Picture source={coverImage} alt="" sizes="56px" />}
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

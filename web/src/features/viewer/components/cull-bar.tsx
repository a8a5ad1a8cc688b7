import type { GeneratedImage } from '@/api/router';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import type { Cull } from '../lib/use-cull';
import { Key } from './key';

interface Props {
  cull: Cull;
  images: readonly GeneratedImage[];
  current: GeneratedImage | null;
  onDone: () => void;
}

/** All of them fit beside each other on a phone. */
const tight = 'max-sm:px-2.5 max-sm:[&>svg]:hidden';

/** What to do while the best of a batch is picked; each by a key too. */
export function CullBar({ cull, images, current, onDone }: Props) {
  const last = Math.max(0, ...images.map((image) => image.index)) + 1;
  const { winner } = cull;
  const canRejectOthers = winner !== null && images.length > 1;
  return (
    <section
      aria-label={t('viewer:pickBest')}
      className="flex shrink-0 flex-wrap items-center justify-center gap-2 px-3 pt-2"
    >
      <p
        className={cx(
          'w-full text-center text-small text-muted sm:w-auto sm:pr-2',
          !winner && 'pointer-coarse:hidden',
        )}
      >
        {winner
          ? t('viewer:isWinner', { number: winner.index + 1 })
          : t('viewer:pickHint', { last })}
      </p>
      {current && (
        <Button
          tone={current.id === winner?.id ? 'plain' : 'accent'}
          size="small"
          className={tight}
          icon="heart"
          aria-keyshortcuts={`${current.index + 1}`}
          onClick={() => cull.pick(current.index + 1)}
        >
          {t('viewer:pickThis')}
          <Key name={`${current.index + 1}`} />
        </Button>
      )}
      <Button
        size="small"
        className={tight}
        icon="close"
        aria-keyshortcuts="x"
        onClick={cull.reject}
      >
        {t('viewer:reject')}
        <Key name="X" />
      </Button>
      <Button size="small" className={tight} icon="undo" aria-keyshortcuts="u" onClick={cull.undo}>
        {t('common:undo')}
        <Key name="U" />
      </Button>
      <Button size="small" className={tight} tone="ink" icon="check" onClick={onDone}>
        {t('viewer:done')}
      </Button>
      {canRejectOthers && (
        <Button size="small" className={tight} icon="trash" onClick={cull.rejectOthers}>
          {t('viewer:rejectOthers')}
          <Key name="⇧X" />
        </Button>
      )}
    </section>
  );
}

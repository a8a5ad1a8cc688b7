import type { GeneratedImage, LoraDetail, ServerInfo } from '@/api/router';
import { t } from '@/i18n';
import { isOpen, type Run } from '../lib/run';
import { RunActions } from './run-actions';
import { RunFailure } from './run-failure';
import { RunStatus } from './run-status';
import { Tile } from './tile';
import { cx } from '@/lib/class-names';
import { tilesOf } from '../lib/tiles';

interface Props {
  run: Run;
  lora: LoraDetail;
  info: ServerInfo;
  onOpen: (image: GeneratedImage) => void;
}

/** So wide that all tiles are in view at once, with what stands above and below them. */
function widthInView({ numImages, settings: { width, height } }: Run['batch']): string {
  const columns = numImages > 1 ? 2 : 1;
  const rows = Math.ceil(numImages / columns);
  return `max(16rem, (100cqh - 11rem) * ${(columns * width) / (rows * height)})`;
}

/** A batch: its prompt, its pictures as they come, and what to do with them. */
export function RunCard({ run, lora, info, onOpen }: Props) {
  const { batch } = run;
  const tiles = tilesOf(run);
  const hasTiles = batch.state !== 'failed' || batch.images.length > 0;
  return (
    <article
      aria-label={t('generate:batchOf', { prompt: batch.prompt })}
      aria-busy={isOpen(batch)}
      className="flex rise flex-col gap-3"
    >
      <header className="flex flex-col gap-1">
        <p className="line-clamp-2 font-semibold break-words">{batch.prompt}</p>
        <RunStatus run={run} />
      </header>
      {hasTiles ? (
        <ul
          className={cx('grid gap-2', tiles.length > 1 && 'grid-cols-2')}
          style={{ maxWidth: widthInView(run.batch) }}
        >
          {tiles.map((tile) => (
            <li key={tile.index}>
              <Tile tile={tile} batch={batch} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      ) : (
        <RunFailure batch={batch} />
      )}
      {!isOpen(batch) && <RunActions batch={batch} lora={lora} info={info} />}
    </article>
  );
}

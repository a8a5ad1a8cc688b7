import type { GeneratedImage, GenerationBatch } from '@/api/router';
import { t } from '@/i18n';
import type { TileState } from '../lib/tiles';
import { FailedTile } from './failed-tile';
import { ImageTile } from './image-tile';
import { TrashedTile } from './trashed-tile';

interface Props {
  tile: TileState;
  batch: GenerationBatch;
  onOpen: (image: GeneratedImage) => void;
}

function WaitingTile({ part, index }: { part: number | null; index: number }) {
  const percent = part === null ? null : Math.round(part * 100);
  return (
    <div className="shimmer grid size-full place-items-center bg-sunken ring-1 ring-line ring-inset">
      {percent === null ? (
        <span className="sr-only">{t('generate:onItsWay', { at: index + 1 })}</span>
      ) : (
        <div className="w-2/5">
          <div
            role="progressbar"
            aria-label={t('generate:picture', { at: index + 1 })}
            aria-valuenow={percent}
            className="h-1.5 overflow-hidden rounded-full bg-line"
          >
            <div
              className="h-full rounded-full bg-accent transition-[width] duration-300"
              style={{ width: `${percent}%` }}
            />
          </div>
        </div>
      )}
    </div>
  );
}

function CancelledTile() {
  return (
    <div className="grid size-full place-items-center bg-sunken text-small text-muted ring-1 ring-line ring-inset">
      {t('generate:cancelled')}
    </div>
  );
}

function content({ tile, batch, onOpen }: Props) {
  switch (tile.kind) {
    case 'image':
      return <ImageTile image={tile.image} batch={batch} onOpen={onOpen} />;
    case 'trashed':
      return <TrashedTile image={tile.image} />;
    case 'failed':
      return (
        <FailedTile
          batch={batch}
          failure={tile.failure}
          isBlocked={tile.isBlocked}
          loraScale={batch.jobs[tile.index]?.loraScale ?? batch.settings.loraScale}
        />
      );
    case 'cancelled':
      return <CancelledTile />;
    case 'waiting':
      return <WaitingTile part={tile.part} index={tile.index} />;
  }
}

/** A place of a batch, in the shape that was asked for from the first moment. */
export function Tile(props: Props) {
  const { width, height } = props.batch.settings;
  return (
    <div
      className="relative overflow-hidden rounded-control"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      {content(props)}
    </div>
  );
}

import { Button, IconButton } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { t } from '@/i18n';
import { compareModes, type Comparing } from '../lib/use-compare';
import type { Zoom } from '../lib/use-zoom';
import { Key } from './key';
import { ZoomButtons } from './zoom-buttons';

interface Props {
  comparing: Comparing;
  zoom: Zoom;
  onSwap: () => void;
}

/** Below the two pictures: how they are looked at. */
export function CompareControls({ comparing, zoom, onSwap }: Props) {
  const { mode, setMode, part, setPart, isFlipped, flip } = comparing;
  const hasPart = mode === 'slider' || mode === 'sliderAcross' || mode === 'overlay';
  return (
    <footer className="flex shrink-0 flex-wrap items-center justify-center gap-x-4 gap-y-2 px-3 py-2">
      <div className="hide-scrollbar max-w-full overflow-x-auto whitespace-nowrap">
        <Segmented
          legend={t('viewer:compareMode')}
          className="w-max"
          options={compareModes.map((value) => ({ value, label: t(`viewer:${value}`) }))}
          value={mode}
          onChange={setMode}
        />
      </div>
      {hasPart && (
        <input
          type="range"
          aria-label={t(mode === 'overlay' ? 'viewer:opacity' : 'viewer:divider')}
          className="w-40 accent-accent"
          min={0}
          max={100}
          value={Math.round(part)}
          onChange={(event) => setPart(Number(event.target.value))}
        />
      )}
      {mode === 'flip' && (
        <Button size="small" aria-pressed={isFlipped} onClick={flip}>
          {t('viewer:flipOver')}
          <Key name="␣" />
        </Button>
      )}
      <div className="flex items-center">
        <IconButton label={t('viewer:swap')} icon="swap" aria-keyshortcuts="c" onClick={onSwap} />
        <ZoomButtons zoom={zoom} />
      </div>
    </footer>
  );
}

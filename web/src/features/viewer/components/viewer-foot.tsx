import { Filmstrip } from './filmstrip';
import { ZoomButtons } from './zoom-buttons';
import type { ComponentProps } from 'react';
import type { Zoom } from '../lib/use-zoom';

interface Props extends ComponentProps<typeof Filmstrip> {
  zoom: Zoom;
}

/** Below the picture: its batch, and how closely it is looked at. */
export function ViewerFoot({ zoom, ...strip }: Props) {
  const isStripShown = strip.images.length > 1 || strip.isNumbered;
  return (
    <footer className="flex min-h-12 shrink-0 items-center justify-between gap-3 px-3 py-1.5">
      <div className="min-w-0">{isStripShown && <Filmstrip {...strip} />}</div>
      <ZoomButtons zoom={zoom} />
    </footer>
  );
}

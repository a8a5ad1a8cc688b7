import { IconButton } from '@/components/ui/button';
import { t } from '@/i18n';
import type { Zoom } from '../lib/use-zoom';

export const kZoomStep = 1.4;

/** For those who neither turn a wheel nor pinch. */
export function ZoomButtons({ zoom }: { zoom: Zoom }) {
  return (
    <div role="group" aria-label={t('viewer:zoom')} className="flex items-center">
      <IconButton
        label={t('viewer:zoomOut')}
        icon="zoomOut"
        aria-keyshortcuts="-"
        onClick={() => zoom.zoomBy(1 / kZoomStep)}
      />
      <button
        type="button"
        className="touch-target min-w-13 rounded-control px-1 text-small font-semibold text-muted tabular-nums hover:text-ink"
        title={t('viewer:actualSize')}
        aria-keyshortcuts="z"
        onClick={zoom.actual}
      >
        <span className="sr-only">{t('viewer:actualSize')}, </span>
        {t('viewer:percent', { percent: zoom.percent })}
      </button>
      <IconButton
        label={t('viewer:zoomIn')}
        icon="zoomIn"
        aria-keyshortcuts="+"
        onClick={() => zoom.zoomBy(kZoomStep)}
      />
    </div>
  );
}

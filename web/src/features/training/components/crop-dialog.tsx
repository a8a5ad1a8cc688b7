import type { CropSquare, Upload } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { t } from '@/i18n';
import { useState } from 'react';
import { fitSquare, middleSquare, resizeSquare } from '../lib/crop';
import { CropArea } from './crop-area';

interface Props {
  upload: Upload;
  crop: CropSquare | null;
  /** Pixels. */
  minSide: number;
  onCrop: (crop: CropSquare | null) => void;
  onClose: () => void;
}

/** Chooses the square of a photo that is used: by dragging it, or with the sliders below. */
export function CropDialog({ upload, crop, minSide, onCrop, onClose }: Props) {
  const [square, setSquare] = useState(crop ?? middleSquare(upload));
  const change = (next: CropSquare) => setSquare(fitSquare(next, upload, minSide));
  const most = Math.min(upload.width, upload.height);
  const sliders = [
    {
      label: t('training:cropSize'),
      min: Math.min(minSide, most),
      max: most,
      value: square.side,
      set: (side: number) => change(resizeSquare(square, side)),
    },
    {
      label: t('training:fromLeft'),
      min: 0,
      max: upload.width - square.side,
      value: square.left,
      set: (left: number) => change({ ...square, left }),
    },
    {
      label: t('training:fromTop'),
      min: 0,
      max: upload.height - square.side,
      value: square.top,
      set: (top: number) => change({ ...square, top }),
    },
  ];
  return (
    <Dialog
      title={t('training:cropName', { name: upload.name })}
      onClose={onClose}
      className="flex w-[34rem] flex-col"
    >
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-5">
        <CropArea upload={upload} square={square} onChange={change} />
        {sliders.map(({ label, min, max, value, set }) => (
          <label key={label} className="flex items-center gap-3 text-small font-semibold">
            <span className="w-28">{label}</span>
            <input
              type="range"
              className="h-6 min-w-0 flex-1 accent-ink"
              min={min}
              max={max}
              value={value}
              disabled={max <= min}
              onChange={(event) => set(Number(event.target.value))}
            />
            <output className="w-14 text-right text-muted tabular-nums">{value} px</output>
          </label>
        ))}
        <footer className="flex flex-wrap justify-end gap-2">
          <Button className="mr-auto" onClick={() => onCrop(null)}>
            {t('training:useAll')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button tone="accent" icon="check" onClick={() => onCrop(square)}>
            {t('training:crop')}
          </Button>
        </footer>
      </div>
    </Dialog>
  );
}

import type { SizePreset } from '@/api/router';
import { IconButton } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { t } from '@/i18n';
import { sizeOf } from '../lib/generation-input';
import type { DraftProps } from './draft-change';

const shapes = [
  'square_hd',
  'portrait_4_3',
  'landscape_4_3',
  'portrait_16_9',
  'landscape_16_9',
] as const;

type Shape = (typeof shapes)[number];

function isShape(name: string): name is Shape {
  return shapes.some((shape) => shape === name);
}

const kLonger = 18;

function ShapeIcon({ width, height }: SizePreset) {
  const scale = kLonger / Math.max(width, height);
  return (
    <span
      aria-hidden
      className="rounded-[3px] border-[1.75px] border-current"
      style={{ width: width * scale, height: height * scale }}
    />
  );
}

/** The shape of the pictures. Other sizes are under "Advanced". */
export function ShapePicker({ draft, info, onChange }: DraftProps) {
  const { width, height } = sizeOf(draft, info);
  const presets = info.sizePresets.flatMap((preset) =>
    isShape(preset.name) ? [{ ...preset, name: preset.name }] : [],
  );
  const chosen = presets.find((preset) => preset.width === width && preset.height === height);
  const turned = presets.find((preset) => preset.width === height && preset.height === width);
  const turn = () => onChange({ imageSize: turned?.name ?? { width: height, height: width } });
  return (
    <div className="flex min-w-0 flex-wrap items-end gap-x-1">
      <Segmented
        legend={t('generate:shape')}
        isLegendShown
        value={chosen?.name ?? null}
        options={presets.map((preset) => ({
          value: preset.name,
          name: t(`generate:${preset.name}`),
          label: (
            <span className="grid size-5 place-items-center">
              <ShapeIcon {...preset} />
            </span>
          ),
        }))}
        onChange={(name) => onChange({ imageSize: name })}
      />
      <IconButton
        label={t('generate:turn')}
        icon="swap"
        className="h-10"
        disabled={width === height}
        onClick={turn}
      />
      <p className="mt-1.5 basis-full text-small text-muted tabular-nums">
        {width} × {height}
      </p>
    </div>
  );
}

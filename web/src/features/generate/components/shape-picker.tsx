import type { ImageSize, SizePreset } from '@/api/router';
import { Segmented } from '@/components/ui/segmented';
import { sizeOf } from '../lib/generation-input';
import type { DraftProps } from './draft-change';

type PresetName = Extract<ImageSize, string>;

const shapes: Partial<Record<string, string>> = {
  square_hd: 'Square',
  portrait_4_3: 'Portrait 3 to 4',
  landscape_4_3: 'Landscape 4 to 3',
  portrait_16_9: 'Portrait 9 to 16',
  landscape_16_9: 'Landscape 16 to 9',
};

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
  const presets = info.sizePresets.filter((preset) => shapes[preset.name]);
  const chosen = presets.find((preset) => preset.width === width && preset.height === height);
  return (
    <div className="min-w-0">
      <Segmented
        legend="Shape"
        isLegendShown
        value={chosen?.name ?? null}
        options={presets.map((preset) => ({
          value: preset.name,
          name: shapes[preset.name] ?? preset.name,
          label: (
            <span className="grid size-5 place-items-center">
              <ShapeIcon {...preset} />
            </span>
          ),
        }))}
        onChange={(name) => onChange({ imageSize: name as PresetName })}
      />
      <p className="mt-1.5 text-small text-muted tabular-nums">
        {width} × {height}
      </p>
    </div>
  );
}

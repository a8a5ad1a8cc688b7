import { Segmented } from '@/components/ui/segmented';
import type { DraftProps } from './draft-change';

export function CountPicker({ draft, info, onChange }: DraftProps) {
  const { maxImages } = info.limits;
  const options = Array.from({ length: maxImages }, (_, at) => ({
    value: String(at + 1),
    label: at + 1,
  }));
  return (
    <Segmented
      legend="How many"
      isLegendShown
      options={options}
      value={String(draft.numImages ?? info.defaults.numImages)}
      onChange={(value) => onChange({ numImages: Number(value) })}
    />
  );
}

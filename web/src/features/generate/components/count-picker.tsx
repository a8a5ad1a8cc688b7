import { Segmented } from '@/components/ui/segmented';
import { t } from '@/i18n';
import type { DraftProps } from './draft-change';

export function CountPicker({ draft, info, onChange }: DraftProps) {
  const { maxImages } = info.limits;
  const options = Array.from({ length: maxImages }, (_, at) => ({
    value: String(at + 1),
    label: at + 1,
  }));
  return (
    <Segmented
      legend={t('generate:howMany')}
      isLegendShown
      options={options}
      value={String(draft.numImages ?? info.defaults.numImages)}
      onChange={(value) => onChange({ numImages: Number(value) })}
    />
  );
}

import { IconButton } from '@/components/ui/button';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import type { FurtherLora } from '@/lib/drafts';
import { useServerInfo } from '@/lib/server-info';
import { useQuery } from '@tanstack/react-query';
import { SliderField } from './slider-field';

interface Props {
  further: FurtherLora;
  error: string | undefined;
  onScale: (scale: number | null) => void;
  onRemove: () => void;
}

/** A LoRA beside the first, with its strength. */
export function FurtherLoraRow({ further, error, onScale, onRemove }: Props) {
  const { data: lora } = useQuery(
    api.loras.byId.queryOptions({ id: further.loraTrainingId }, { meta: { showsErrors: true } }),
  );
  const info = useServerInfo();
  const name = lora?.name ?? '…';
  return (
    <div className="flex items-end gap-1">
      <div className="min-w-0 flex-1">
        <SliderField
          label={t('moreLoras:strength', { name })}
          value={further.scale ?? undefined}
          byDefault={lora?.defaultScale ?? 1}
          min={0}
          max={info?.limits.maxLoraScale ?? 4}
          step={0.05}
          error={error}
          onChange={(scale) => onScale(scale ?? null)}
        />
      </div>
      <IconButton
        label={t('moreLoras:remove', { name })}
        icon="close"
        className="-mb-1.5"
        onClick={onRemove}
      />
    </div>
  );
}

import type { LoraDetail } from '@/api/router';
import { PaperCover } from '@/components/paper-cover';
import { Picture } from '@/components/picture';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import type { DraftProps } from './draft-change';
import { SliderField } from './slider-field';

interface Props extends DraftProps {
  lora: LoraDetail;
  error: ApiError | null;
}

/** The LoRA that is used, and how strongly. */
export function LoraStrength({ draft, info, lora, error, onChange }: Props) {
  return (
    <div className="flex items-center gap-3">
      <span className="size-12 shrink-0 overflow-hidden rounded-control">
        {lora.coverImage ? (
          <Picture source={lora.coverImage} alt="" sizes="48px" />
        ) : (
          <PaperCover name={lora.name} />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <SliderField
          label={t('generate:strengthOf', { name: lora.name })}
          value={draft.loraScale}
          byDefault={lora.defaultScale}
          min={0}
          max={info.limits.maxLoraScale}
          step={0.05}
          error={error?.fieldMessage('loraScale')}
          onChange={(loraScale) => onChange({ loraScale })}
        />
      </div>
    </div>
  );
}

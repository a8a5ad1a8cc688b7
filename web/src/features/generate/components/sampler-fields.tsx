import type { LoraDetail } from '@/api/router';
import type { ApiError } from '@/lib/api-error';
import type { DraftProps } from './draft-change';
import { SliderField } from './slider-field';

interface Props extends DraftProps {
  lora: LoraDetail;
  error: ApiError | null;
}

/** How the engine goes about it. */
export function SamplerFields({ draft, info, lora, error, onChange }: Props) {
  const { limits, defaults } = info;
  return (
    <>
      <SliderField
        label="Strength of the LoRA"
        value={draft.loraScale}
        byDefault={lora.defaultScale}
        min={0}
        max={limits.maxLoraScale}
        step={0.05}
        error={error?.fieldMessage('loraScale')}
        onChange={(loraScale) => onChange({ loraScale })}
      />
      <SliderField
        label="Steps"
        value={draft.numInferenceSteps}
        byDefault={defaults.numInferenceSteps}
        min={1}
        max={limits.maxSteps}
        step={1}
        error={error?.fieldMessage('numInferenceSteps')}
        onChange={(numInferenceSteps) => onChange({ numInferenceSteps })}
      />
      <SliderField
        label="Guidance"
        value={draft.guidanceScale}
        byDefault={defaults.guidanceScale}
        min={limits.minGuidance}
        max={limits.maxGuidance}
        step={0.1}
        error={error?.fieldMessage('guidanceScale')}
        onChange={(guidanceScale) => onChange({ guidanceScale })}
      />
    </>
  );
}

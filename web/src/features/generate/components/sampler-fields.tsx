import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import type { DraftProps } from './draft-change';
import { SliderField } from './slider-field';

interface Props extends DraftProps {
  error: ApiError | null;
}

/** How the engine goes about it. */
export function SamplerFields({ draft, info, error, onChange }: Props) {
  const { limits, defaults } = info;
  return (
    <>
      <SliderField
        label={t('generate:steps')}
        value={draft.numInferenceSteps}
        byDefault={defaults.numInferenceSteps}
        min={1}
        max={limits.maxSteps}
        step={1}
        error={error?.fieldMessage('numInferenceSteps')}
        onChange={(numInferenceSteps) => onChange({ numInferenceSteps })}
      />
      <SliderField
        label={t('generate:guidance')}
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

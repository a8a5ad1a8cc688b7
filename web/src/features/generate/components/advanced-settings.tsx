import type { LoraDetail, OutputFormat } from '@/api/router';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import type { ApiError } from '@/lib/api-error';
import { hasAdvanced, withoutAdvanced } from '../lib/generation-input';
import type { DraftProps } from './draft-change';
import { EngineField } from './engine-field';
import { SeedField } from './seed-field';
import { SizeFields } from './size-fields';
import { SliderField } from './slider-field';

interface Props extends DraftProps {
  lora: LoraDetail;
  error: ApiError | null;
}

const formats: Record<OutputFormat, string> = {
  jpeg: 'JPEG, small',
  png: 'PNG, exact',
  webp: 'WebP, smallest',
};

/** Folded away; a dot tells that something in it differs from the default. */
export function AdvancedSettings({ draft, info, lora, error, onChange }: Props) {
  const { limits, defaults } = info;
  const isChanged = hasAdvanced(draft);
  return (
    <details className="group -mx-2 rounded-card open:bg-sunken/60">
      <summary className="flex touch-target items-center gap-2 rounded-card px-2 py-2 text-small font-semibold hover:text-ink">
        <Icon name="sliders" className="size-4.5 text-muted" />
        Advanced
        {isChanged && (
          <span
            role="img"
            aria-label="changed"
            className="size-2 rounded-full bg-accent ring-1 ring-accent-text"
          />
        )}
        <Icon
          name="chevron"
          className="ml-auto size-4.5 text-muted transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="flex flex-col gap-5 px-3 pt-2 pb-4">
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
        <SeedField
          seed={draft.seed}
          error={error?.fieldMessage('seed')}
          onChange={(seed) => onChange({ seed })}
        />
        <SizeFields draft={draft} info={info} error={error} onChange={onChange} />
        <SelectField
          label="Format"
          value={draft.outputFormat ?? defaults.outputFormat}
          onChange={(event) => {
            const format = event.target.value as OutputFormat;
            onChange({ outputFormat: format === defaults.outputFormat ? undefined : format });
          }}
        >
          {Object.entries(formats).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
        <EngineField draft={draft} info={info} onChange={onChange} />
        <label className="flex items-center gap-2.5 text-small font-semibold">
          <input
            type="checkbox"
            className="size-4.5 accent-ink"
            checked={draft.enableSafetyChecker ?? defaults.enableSafetyChecker}
            onChange={(event) => {
              const { checked } = event.target;
              onChange({
                enableSafetyChecker: checked === defaults.enableSafetyChecker ? undefined : checked,
              });
            }}
          />
          Safety check, where the engine has one
        </label>
        {isChanged && (
          <Button
            size="small"
            icon="undo"
            className="self-start"
            onClick={() => onChange(withoutAdvanced(draft))}
          >
            Back to the defaults
          </Button>
        )}
      </div>
    </details>
  );
}

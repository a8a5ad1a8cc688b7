import type { Engine, GenerateInput, LoraDetail } from '@/api/router';
import { RequestCode } from '@/components/request-code';
import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import { engineInUse } from '@/lib/engines';
import { hasAdvanced, withoutAdvanced } from '../lib/generation-input';
import type { DraftProps } from './draft-change';
import { EngineField } from './engine-field';
import { MoreLoras } from './more-loras';
import { OutputFields } from './output-fields';
import { SamplerFields } from './sampler-fields';
import { SeedField } from './seed-field';
import { SizeFields } from './size-fields';

export interface AdvancedProps extends DraftProps {
  /** Those that can use the LoRA. */
  engines: readonly Engine[];
  lora: LoraDetail;
  error: ApiError | null;
  /** What would be sent now. */
  request: () => GenerateInput;
}

/** What most generations leave as it is. */
export function AdvancedFields(props: AdvancedProps) {
  const { draft, info, lora, engines, error, request, onChange } = props;
  const engine = engineInUse(engines, draft.engine);
  return (
    <div className="flex flex-col gap-5">
      <EngineField engines={engines} chosen={draft.engine} onChange={onChange} />
      <SamplerFields draft={draft} info={info} error={error} onChange={onChange} />
      <MoreLoras draft={draft} lora={lora} engine={engine} error={error} onChange={onChange} />
      <SeedField
        seed={draft.seed}
        error={error?.fieldMessage('seed')}
        onChange={(seed) => onChange({ seed })}
      />
      <SizeFields draft={draft} info={info} error={error} onChange={onChange} />
      <OutputFields draft={draft} info={info} onChange={onChange} />
      <RequestCode input={request} className="self-start" />
      {hasAdvanced(draft) && (
        <Button
          size="small"
          icon="undo"
          className="self-start"
          onClick={() => onChange(withoutAdvanced(draft))}
        >
          {t('generate:toDefaults')}
        </Button>
      )}
    </div>
  );
}

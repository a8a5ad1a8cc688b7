import type { Engine, GenerateInput, LoraDetail } from '@/api/router';
import { RequestCode } from '@/components/request-code';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
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

interface Props extends DraftProps {
  /** Those that can use the LoRA. */
  engines: readonly Engine[];
  lora: LoraDetail;
  error: ApiError | null;
  /** What would be sent now. */
  request: () => GenerateInput;
}

/** Folded away; a dot tells that something in it differs from the default. */
export function AdvancedSettings({ draft, info, lora, engines, error, request, onChange }: Props) {
  const engine = engineInUse(engines, draft.engine);
  const isChanged = hasAdvanced(draft);
  return (
    <details className="group -mx-2 rounded-card open:bg-sunken/60">
      <summary className="flex touch-target items-center gap-2 rounded-card px-2 py-2 text-small font-semibold hover:text-ink">
        <Icon name="sliders" className="size-4.5 text-muted" />
        {t('generate:advanced')}
        {isChanged && (
          <span
            role="img"
            aria-label={t('generate:changed')}
            className="size-2 rounded-full bg-accent ring-1 ring-accent-text"
          />
        )}
        {engine && (
          <span className="ml-auto min-w-0 truncate font-normal text-muted">
            {t('generate:madeBy', { name: engine.title })}
          </span>
        )}
        <Icon
          name="chevron"
          className="size-4.5 text-muted transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="flex flex-col gap-5 px-3 pt-2 pb-4">
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
        {isChanged && (
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
    </details>
  );
}

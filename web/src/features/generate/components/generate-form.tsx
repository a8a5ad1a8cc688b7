import type { LoraDetail, ServerInfo } from '@/api/router';
import { t } from '@/i18n';
import { changeDraft, useDraft, type Draft } from '@/lib/drafts';
import { useDraftSync } from '@/lib/draft-sync';
import { engineInUse, enginesFor } from '@/lib/engines';
import { useSelectedPerson } from '@/lib/people';
import { useSignedIn } from '@/lib/session';
import { useCallback, type Ref, type SyntheticEvent } from 'react';
import { inputOf, withKnownEngine } from '../lib/generation-input';
import { useQuota } from '../lib/use-quota';
import { useSubmit } from '../lib/use-submit';
import { AdvancedSettings } from './advanced-settings';
import { CountPicker } from './count-picker';
import { EngineBanner } from './engine-banner';
import { ExampleChips } from './example-chips';
import { LoraStrength } from './lora-strength';
import { PromptField } from './prompt-field';
import { ShapePicker } from './shape-picker';
import { SubmitBar } from './submit-bar';

interface Props {
  lora: LoraDetail;
  info: ServerInfo;
  promptRef?: Ref<HTMLTextAreaElement>;
  /** One came here to write. */
  takesFocus?: boolean;
}

/** What to make with a LoRA. It never locks: while one batch runs, the next can be handed in. */
export function GenerateForm({ lora, info, promptRef, takesFocus }: Props) {
  const engines = enginesFor(lora.baseModel, info);
  const draft = withKnownEngine(useDraft(lora.id), engines);
  useDraftSync(lora.id);
  const person = useSelectedPerson();
  const whenSignedIn = useSignedIn();
  const quota = useQuota();
  const { submit, isPending, isWaiting, error, reset } = useSubmit();
  const isSpent = quota?.remaining === 0 && !quota.unlimited;
  const canSubmit = lora.canGenerate && draft.prompt.trim() !== '' && !isPending && !isSpent;

  const change = useCallback(
    (changes: { [K in keyof Draft]?: Draft[K] | undefined }) => {
      changeDraft(lora.id, changes);
      reset();
    },
    [lora.id, reset],
  );
  const send = () => {
    if (canSubmit) {
      const input = inputOf(draft, lora.id, person?.id ?? null);
      whenSignedIn(t('shell:signInGenerate'), () => submit(input));
    }
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    send();
  };

  return (
    <form aria-label={t('generate:form')} className="flex min-h-full flex-col" onSubmit={onSubmit}>
      <div className="flex flex-1 flex-col gap-5 p-5">
        <EngineBanner engines={engines} chosen={draft.engine} onChange={change} />
        <div className="flex flex-col gap-2.5">
          <PromptField
            ref={promptRef}
            takesFocus={takesFocus}
            value={draft.prompt}
            trigger={lora.trigger}
            maxLength={info.limits.maxPromptLength}
            error={error?.fieldMessage('prompt')}
            onChange={(prompt) => change({ prompt })}
            onSend={send}
          />
          {draft.prompt === '' && (
            <ExampleChips prompts={lora.examplePrompts} onPick={(prompt) => change({ prompt })} />
          )}
        </div>
        <LoraStrength draft={draft} info={info} lora={lora} error={error} onChange={change} />
        <ShapePicker draft={draft} info={info} onChange={change} />
        <CountPicker draft={draft} info={info} onChange={change} />
        <AdvancedSettings
          draft={draft}
          info={info}
          lora={lora}
          engines={engines}
          error={error}
          request={() => inputOf(draft, lora.id, person?.id ?? null)}
          onChange={change}
        />
      </div>
      <SubmitBar
        count={draft.numImages ?? info.defaults.numImages}
        canSubmit={canSubmit}
        isPending={isPending}
        isWaiting={isWaiting}
        quota={quota}
        rule={info.quota}
        error={error}
        priceMicrodollars={engineInUse(engines, draft.engine)?.priceMicrodollars ?? null}
      />
    </form>
  );
}

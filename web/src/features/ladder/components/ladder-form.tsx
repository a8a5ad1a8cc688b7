import type { LoraDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Field, inputStyle } from '@/components/ui/field';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import { draftOf } from '@/lib/drafts';
import { useState, type SyntheticEvent } from 'react';

interface Props {
  lora: LoraDetail;
  /** Of the ladder that is shown. */
  prompt: string | undefined;
  isBusy: boolean;
  error: ApiError | null;
  onSend: (prompt: string) => void;
}

/** What the pictures of a ladder are to show. */
export function LadderForm({ lora, prompt, isBusy, error, onSend }: Props) {
  const [text, setText] = useState(prompt ?? lora.examplePrompts[0] ?? draftOf(lora.id).prompt);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSend(text.trim());
  };
  return (
    <form className="flex flex-col gap-2 sm:flex-row sm:items-start" onSubmit={submit}>
      <Field
        label={t('ladder:prompt')}
        className="min-w-0 flex-1"
        hint={t('ladder:cost')}
        error={error?.fieldMessage('prompt') ?? error?.message}
      >
        {(control) => (
          <input
            type="text"
            required
            data-takes-focus={prompt === undefined || undefined}
            className={inputStyle}
            value={text}
            onChange={(event) => setText(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <Button
        type="submit"
        tone={prompt === undefined ? 'accent' : undefined}
        icon="spark"
        className="sm:mt-[1.575rem]"
        isBusy={isBusy}
        disabled={isBusy || text.trim() === ''}
      >
        {prompt === undefined ? t('ladder:make') : t('ladder:makeAnother')}
      </Button>
    </form>
  );
}

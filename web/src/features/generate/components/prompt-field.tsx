import { Field, inputStyle } from '@/components/ui/field';
import { t } from '@/i18n';
import { useLayoutEffect, useRef, type KeyboardEvent, type Ref } from 'react';
import { usePromptHistory } from '../lib/use-prompt-history';
import { TriggerChip } from './trigger-chip';

interface Props {
  ref?: Ref<HTMLTextAreaElement> | undefined;
  value: string;
  trigger: string;
  maxLength: number;
  error?: string | undefined;
  takesFocus?: boolean | undefined;
  onChange: (value: string) => void;
  onSend: () => void;
}

const kNearLimit = 200;
const kHeight = 240;

/** Grows with its text. Ctrl+Enter sends; Alt+Up and Alt+Down walk one's own past prompts. */
export function PromptField(props: Props) {
  const { ref, value, trigger, maxLength, error, takesFocus, onChange, onSend } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const walk = usePromptHistory();
  const left = maxLength - value.length;

  useLayoutEffect(() => {
    const { current } = area;
    if (current) {
      current.style.height = 'auto';
      current.style.height = `${Math.min(current.scrollHeight, kHeight)}px`;
    }
  }, [value]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const text = walk(event.key === 'ArrowUp' ? 'older' : 'newer', value);
      if (text !== null) {
        onChange(text);
      }
    }
  };

  return (
    <Field
      label={t('generate:prompt')}
      error={error}
      hint={left < kNearLimit ? t('generate:charactersLeft', { count: left }) : undefined}
    >
      {(control) => (
        <>
          <textarea
            ref={(element) => {
              area.current = element;
              if (typeof ref === 'function') {
                return ref(element);
              }
              if (ref) {
                ref.current = element;
              }
              return undefined;
            }}
            rows={3}
            // Where one came to write, one can write at once.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={takesFocus}
            data-takes-focus={takesFocus}
            placeholder={t('generate:placeholder')}
            aria-keyshortcuts="Control+Enter Alt+ArrowUp Alt+ArrowDown"
            className={`${inputStyle} min-h-24 resize-none px-3.5 py-3`}
            value={value}
            maxLength={maxLength}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={onKeyDown}
            {...control}
          />
          <TriggerChip trigger={trigger} prompt={value} />
        </>
      )}
    </Field>
  );
}

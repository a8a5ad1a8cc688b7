import { t } from '@/i18n';

interface Props {
  trigger: string;
  prompt: string;
}

/** What is added to the prompt, so that it works unseen without being a mystery. */
export function TriggerChip({ trigger, prompt }: Props) {
  if (!trigger) {
    return null;
  }
  const isWritten = prompt.toLowerCase().includes(trigger.toLowerCase());
  return (
    <p className="text-small text-muted">
      <span className="mr-1.5 inline-block rounded-full bg-sunken px-2 font-mono text-tiny leading-5 ring-1 ring-line ring-inset">
        {trigger}
      </span>
      {isWritten ? t('generate:triggerWritten') : t('generate:triggerAdded')}
    </p>
  );
}

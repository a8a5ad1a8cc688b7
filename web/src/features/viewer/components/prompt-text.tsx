import type { ImageDetail } from '@/api/router';
import { CopyButton } from '@/components/ui/copy-button';
import { t } from '@/i18n';
import { useId, type ReactNode } from 'react';

interface PartProps {
  title: string;
  text: string;
  children?: ReactNode;
}

function Part({ title, text, children }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="flex items-center justify-between">
        <h2 id={id} className="text-small font-semibold text-muted">
          {title}
        </h2>
        {text && <CopyButton text={text} what={title} />}
      </div>
      {children}
    </section>
  );
}

/** What was written to make the picture, and what was to be kept out of it. */
export function PromptText({ image }: { image: ImageDetail }) {
  const { prompt, lora } = image.recipe;
  const negative = image.origin?.negativePrompt ?? '';
  return (
    <>
      <Part title={t('viewer:prompt')} text={prompt}>
        {prompt ? (
          <p className="text-lead break-words whitespace-pre-wrap">{prompt}</p>
        ) : (
          <p className="text-muted">{t('viewer:noPrompt')}</p>
        )}
        {lora.trigger && (
          <p className="mt-2 text-small text-muted">
            {t('viewer:trigger')} <code className="font-mono text-tiny">{lora.trigger}</code>
          </p>
        )}
      </Part>
      {negative && (
        <Part title={t('viewer:negativePrompt')} text={negative}>
          <p className="break-words whitespace-pre-wrap">{negative}</p>
        </Part>
      )}
    </>
  );
}

import type { ImageOrigin } from '@/api/router';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { useId } from 'react';
import { programName } from '../lib/program-name';
import { Fact } from './fact';

function WholeText({ text }: { text: string }) {
  return (
    <details className="group">
      <summary className="flex touch-target min-h-9 items-center gap-2 rounded-control font-semibold text-muted hover:text-ink">
        <span className="flex-1">{t('viewer:wholeText')}</span>
        <Icon name="chevron" className="size-4.5 transition-transform group-open:rotate-180" />
      </summary>
      <div className="flex items-start gap-1 rounded-control bg-sunken p-3">
        <pre
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-64 min-w-0 flex-1 overflow-y-auto font-mono text-tiny break-words whitespace-pre-wrap"
        >
          {text}
        </pre>
        <CopyButton text={text} what={t('viewer:wholeText')} className="-my-1 -mr-1 size-8" />
      </div>
    </details>
  );
}

/** What another program wrote into a picture that moved in, beyond what every picture has. */
export function OriginFacts({ origin }: { origin: ImageOrigin }) {
  const id = useId();
  const { path, program, sampler, model, loras, text } = origin;
  return (
    <section aria-labelledby={id} className="mt-5 text-small">
      <h2 id={id} className="font-semibold text-muted">
        {t('viewer:origin')}
      </h2>
      <dl>
        <Fact name={t('viewer:program')}>{programName(program)}</Fact>
        {model && (
          <Fact name={t('viewer:model')} copies={model}>
            <span className="break-all">{model}</span>
          </Fact>
        )}
        {sampler && (
          <Fact name={t('viewer:sampler')} copies={sampler}>
            {sampler}
          </Fact>
        )}
        {/* The first stands among the facts of every picture. */}
        {loras.slice(1).map(({ name, scale }, at) => (
          <Fact key={`${at} ${name}`} name={t('viewer:lora')} copies={`<lora:${name}:${scale}>`}>
            <span className="break-all">{`${name} × ${scale}`}</span>
          </Fact>
        ))}
        {path && (
          <Fact name={t('viewer:path')} copies={path}>
            <span className="break-all">{path}</span>
          </Fact>
        )}
      </dl>
      {text && <WholeText text={text} />}
    </section>
  );
}

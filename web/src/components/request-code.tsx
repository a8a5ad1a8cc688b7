import type { GenerateInput } from '@/api/router';
import { Button } from './ui/button';
import { CopyButton } from './ui/copy-button';
import { Dialog } from './ui/dialog';
import { Segmented } from './ui/segmented';
import { t } from '@/i18n';
import { useState } from 'react';
import { curlOf, typescriptOf } from '@/lib/request-code';

const writers = { curl: curlOf, typescript: typescriptOf };

type Language = keyof typeof writers;

const languages = [
  { value: 'curl' as const, label: 'curl' },
  { value: 'typescript' as const, label: 'TypeScript' },
];

interface Props {
  /** Asked for when the code is shown. */
  input: () => GenerateInput;
  className?: string;
}

/** "Show me the request": how a program would order the same. */
export function RequestCode({ input, className }: Props) {
  const [shown, setShown] = useState<GenerateInput | null>(null);
  const [language, setLanguage] = useState<Language>('curl');
  const code = shown && writers[language](shown, location.origin);
  return (
    <>
      <Button
        size="small"
        tone="quiet"
        icon="link"
        className={className}
        onClick={() => setShown(input())}
      >
        {t('request:show')}
      </Button>
      {code !== null && (
        <Dialog
          title={t('request:title')}
          className="w-[min(46rem,100vw-2rem)]"
          onClose={() => setShown(null)}
        >
          <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-5">
            <p className="text-small text-pretty text-muted">{t('request:note')}</p>
            <div className="flex items-center justify-between gap-3">
              <Segmented
                legend={t('request:language')}
                options={languages}
                value={language}
                onChange={setLanguage}
              />
              <CopyButton text={code} what={t('request:what')} />
            </div>
            <pre
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
              tabIndex={0}
              className="overflow-x-auto rounded-card bg-sunken p-4 font-mono text-tiny"
            >
              <code>{code}</code>
            </pre>
          </div>
        </Dialog>
      )}
    </>
  );
}

import type { Share } from '@/api/router';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { inputStyle } from '@/components/ui/field';
import { t } from '@/i18n';
import { useEffect, useRef } from 'react';
import { copyLink } from '../lib/copy-link';
import { shareName, untilText } from '../lib/share-text';

interface Props {
  share: Share;
  onDone: () => void;
}

/** The link that has just been made, to be copied or sent. */
export function ReadyLink({ share, onDone }: Props) {
  const copy = useRef<HTMLButtonElement>(null);
  useEffect(() => copy.current?.focus(), []);
  const canSend = 'share' in navigator;
  return (
    <div className="flex flex-col gap-4 p-5">
      <p role="status" className="text-muted">
        <strong className="text-ink">{shareName(share)}</strong>, {untilText(share)}.
      </p>
      <input
        readOnly
        aria-label={t('shares:link')}
        className={`${inputStyle} font-mono text-small`}
        value={share.url}
        onFocus={(event) => event.target.select()}
      />
      <footer className="flex flex-wrap justify-end gap-2">
        <a
          href={share.url}
          target="_blank"
          rel="noreferrer"
          className={buttonStyle({ tone: 'quiet' }, 'mr-auto')}
        >
          {t('shares:open')}
        </a>
        {canSend && (
          <Button
            onClick={() =>
              void navigator
                .share({ title: shareName(share), url: share.url })
                .catch(() => undefined)
            }
          >
            {t('shares:send')}
          </Button>
        )}
        <Button onClick={onDone}>{t('shares:done')}</Button>
        <Button ref={copy} tone="accent" icon="copy" onClick={() => void copyLink(share)}>
          {t('shares:copyLink')}
        </Button>
      </footer>
    </div>
  );
}

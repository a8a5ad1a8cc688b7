import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { Rich } from '@/i18n/rich';
import { useState } from 'react';
import { canKeepKeys } from '../lib/key-vault';
import { useBrowserKey } from '../use-browser-key';
import { ExportKey } from './export-key';
import { ImportKeyDialog } from './import-key-dialog';

/** The key that this browser keeps for people without a wallet: save it, or bring one from another browser. */
export function BrowserKeyPanel() {
  const { address } = useBrowserKey();
  const [isImporting, setIsImporting] = useState(false);
  if (!canKeepKeys()) {
    return <p className="text-muted">{t('signIn:keySecureOnly')}</p>;
  }
  return (
    <div className="flex flex-col gap-4">
      {address ? (
        <>
          <p className="text-muted">
            <Rich
              text={t('signIn:keyKept', { address })}
              parts={{
                code: (text) => (
                  <code className="font-mono text-small break-all text-ink">{text}</code>
                ),
              }}
            />
          </p>
          <p className="rounded-control bg-accent-soft px-3.5 py-2.5 text-small">
            <Rich
              text={t('signIn:keySave')}
              parts={{ strong: (text) => <strong>{text}</strong> }}
            />
          </p>
        </>
      ) : (
        <p className="text-muted">{t('signIn:noKey')}</p>
      )}
      <div className="flex flex-wrap gap-2">
        {address && <ExportKey key={address} address={address} />}
        <Button icon="upload" onClick={() => setIsImporting(true)}>
          {t('signIn:importKey')}
        </Button>
      </div>
      {isImporting && <ImportKeyDialog current={address} onClose={() => setIsImporting(false)} />}
    </div>
  );
}

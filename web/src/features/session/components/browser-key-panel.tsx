import { Button } from '@/components/ui/button';
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
    return (
      <p className="text-muted">
        Browsers keep keys only for secure (https) addresses. Use a wallet here.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {address ? (
        <>
          <p className="text-muted">
            This browser keeps a key for{' '}
            <code className="font-mono text-small break-all text-ink">{address}</code>.
          </p>
          <p className="rounded-control bg-accent-soft px-3.5 py-2.5 text-small">
            <strong>Save a copy.</strong> Clearing the browser, a private window or a lost machine
            loses the key, and with it the way to your pictures. Nobody can restore it for you.
          </p>
        </>
      ) : (
        <p className="text-muted">
          This browser keeps no key. “Continue without a wallet” makes one, or import one you saved.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {address && <ExportKey key={address} address={address} />}
        <Button icon="upload" onClick={() => setIsImporting(true)}>
          Import a key
        </Button>
      </div>
      {isImporting && <ImportKeyDialog current={address} onClose={() => setIsImporting(false)} />}
    </div>
  );
}

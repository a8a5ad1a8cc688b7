import { Button } from '@/components/ui/button';
import { copyText } from '@/lib/clipboard';
import { showToast } from '@/lib/toasts';
import { useState } from 'react';
import { KeyVault } from '../lib/key-vault';

function download(address: string, key: string): void {
  const url = URL.createObjectURL(new Blob([`0x${key}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `likeness-key-${address.slice(2, 10)}.txt`;
  link.click();
  URL.revokeObjectURL(url);
}

/** Shows the key only when asked to. */
export function ExportKey({ address }: { address: string }) {
  const [key, setKey] = useState<string | null>(null);

  const show = async () => {
    const found = await new KeyVault().privateKey().catch(() => null);
    if (found) {
      setKey(found);
    } else {
      showToast('The key could not be read from this browser.', { tone: 'error' });
    }
  };

  if (key === null) {
    return (
      <Button icon="key" onClick={() => void show()}>
        Show the key
      </Button>
    );
  }
  return (
    <div className="flex w-full flex-col gap-3">
      <p className="text-small font-semibold text-danger">
        Whoever has this key is you. Never send it to anyone.
      </p>
      <code className="rounded-control bg-sunken p-3 font-mono text-small break-all select-all">
        0x{key}
      </code>
      <div className="flex flex-wrap gap-2">
        <Button icon="download" onClick={() => download(address, key)}>
          Download
        </Button>
        <Button icon="copy" onClick={() => void copyText(`0x${key}`, 'Key')}>
          Copy
        </Button>
        <Button tone="quiet" onClick={() => setKey(null)}>
          Hide
        </Button>
      </div>
    </div>
  );
}

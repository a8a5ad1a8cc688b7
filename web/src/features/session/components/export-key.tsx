import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
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
      showToast(t('signIn:keyUnreadable'), { tone: 'error' });
    }
  };

  if (key === null) {
    return (
      <Button icon="key" onClick={() => void show()}>
        {t('signIn:showKey')}
      </Button>
    );
  }
  return (
    <div className="flex w-full flex-col gap-3">
      <p className="text-small font-semibold text-danger">{t('signIn:keySecret')}</p>
      <code className="rounded-control bg-sunken p-3 font-mono text-small break-all select-all">
        0x{key}
      </code>
      <div className="flex flex-wrap gap-2">
        <Button icon="download" onClick={() => download(address, key)}>
          {t('signIn:download')}
        </Button>
        <Button icon="copy" onClick={() => void copyText(`0x${key}`, t('signIn:key'))}>
          {t('common:copy')}
        </Button>
        <Button tone="quiet" onClick={() => setKey(null)}>
          {t('signIn:hideKey')}
        </Button>
      </div>
    </div>
  );
}

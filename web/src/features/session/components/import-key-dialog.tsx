import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import { queryClient } from '@/lib/query-client';
import { useState, type SyntheticEvent } from 'react';
import { KeyVault } from '../lib/key-vault';
import { kBrowserKey } from '../lib/signed-in-with';
import { browserKeySigner } from '../lib/signers';
import { browserKeyQuery } from '../use-browser-key';
import { useSignIn } from '../use-sign-in';

interface Props {
  /** Whose key would be replaced. */
  current: string | null;
  onClose: () => void;
}

/** Takes a key saved elsewhere, and signs in with it. */
export function ImportKeyDialog({ current, onClose }: Props) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const { signIn, pending, error } = useSignIn();

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const { addressOf, parsePrivateKey } = await import('../lib/ethereum');
    const key = parsePrivateKey(text);
    if (!key) {
      setProblem(t('signIn:notAKey'));
      return;
    }
    await new KeyVault().store(addressOf(key), key);
    await queryClient.invalidateQueries(browserKeyQuery);
    signIn({ name: kBrowserKey, signer: browserKeySigner() }, { onSuccess: onClose });
  };

  return (
    <Dialog title={t('signIn:importKey')} onClose={onClose} className="w-[28rem]">
      <form className="flex flex-col gap-4 p-5" onSubmit={(event) => void submit(event)}>
        {current && (
          <p className="rounded-control bg-accent-soft px-3.5 py-2.5 text-small">
            {t('signIn:importReplaces', { address: current })}
          </p>
        )}
        <TextField
          label={t('signIn:key')}
          hint={t('signIn:importHint')}
          error={problem ?? error ?? undefined}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(undefined);
          }}
        />
        <footer className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" tone="ink" isBusy={pending !== null} disabled={!text.trim()}>
            {t('signIn:importAction')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

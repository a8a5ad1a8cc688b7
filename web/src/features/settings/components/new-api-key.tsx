import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import { Rich } from '@/i18n/rich';
import { api } from '@/lib/api';
import { toApiError } from '@/lib/api-error';
import { copyText } from '@/lib/clipboard';
import { queryClient } from '@/lib/query-client';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';

function ShownOnce({ token, onDone }: { token: string; onDone: () => void }) {
  return (
    <div role="status" className="flex flex-col gap-3 rounded-card bg-accent-soft p-4">
      <p className="text-small">
        <Rich text={t('apiKeys:shownOnce')} parts={{ strong: (text) => <strong>{text}</strong> }} />
      </p>
      <code className="rounded-control bg-surface p-3 font-mono text-small break-all select-all">
        {token}
      </code>
      <div className="flex gap-2">
        <Button tone="ink" icon="copy" onClick={() => void copyText(token, t('apiKeys:key'))}>
          {t('common:copy')}
        </Button>
        <Button onClick={onDone}>{t('apiKeys:done')}</Button>
      </div>
    </div>
  );
}

export function NewApiKey() {
  const [name, setName] = useState('');
  const create = useMutation(
    api.tokens.create.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: async () => {
        setName('');
        await queryClient.invalidateQueries(api.tokens.list.pathFilter());
      },
    }),
  );
  const error = create.error ? toApiError(create.error) : null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate({ name: name.trim() });
  };

  if (create.data) {
    return <ShownOnce token={create.data.token} onDone={() => create.reset()} />;
  }
  return (
    <form className="flex flex-wrap items-start gap-3" onSubmit={submit}>
      <TextField
        label={t('apiKeys:newFor')}
        className="min-w-52 flex-1"
        placeholder={t('apiKeys:newExample')}
        value={name}
        error={error?.fieldMessage('name') ?? error?.message}
        onChange={(event) => setName(event.target.value)}
      />
      <Button
        type="submit"
        className="mt-6.5"
        icon="plus"
        isBusy={create.isPending}
        disabled={!name.trim() || create.isPending}
      >
        {t('apiKeys:make')}
      </Button>
    </form>
  );
}

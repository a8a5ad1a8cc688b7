import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { toApiError } from '@/lib/api-error';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';

interface Props {
  token: string;
  onPass: (pass: string) => void;
}

/** Stands before the pictures of a link that has a password. */
export function PasswordForm({ token, onPass }: Props) {
  const [password, setPassword] = useState('');
  const unlock = useMutation(
    api.shares.unlock.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: ({ pass }) => onPass(pass),
    }),
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    unlock.mutate({ token, password });
  };
  return (
    <form
      className="mx-auto flex w-full max-w-sm appear flex-col items-center gap-5 py-[12dvh] text-center"
      onSubmit={submit}
    >
      <span className="grid size-14 place-items-center rounded-full bg-accent-soft text-accent-text">
        <Icon name="lock" className="size-7" />
      </span>
      <div>
        <h1 className="text-title font-bold text-balance">{t('shares:lockedTitle')}</h1>
        <p className="mt-1 text-muted">{t('shares:lockedNote')}</p>
      </div>
      <TextField
        label={t('shares:passwordLabel')}
        type="password"
        autoComplete="off"
        className="w-full text-left"
        maxLength={200}
        value={password}
        error={unlock.error ? toApiError(unlock.error).message : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button
        type="submit"
        tone="accent"
        className="w-full"
        isBusy={unlock.isPending}
        disabled={password === '' || unlock.isPending}
      >
        {t('shares:unlock')}
      </Button>
    </form>
  );
}

import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import { useState, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react';
import { dateValue, expiryTime, type Expiry } from '../lib/expiry';
import { ExpiryFields } from './expiry-fields';
import { Switch } from './switch';

interface Wish {
  title: string;
  expiresAt?: string;
  password?: string;
  showsRecipe: boolean;
  showsOwner: boolean;
}

interface Props {
  isBusy: boolean;
  error: ApiError | null;
  onSubmit: (wish: Wish) => void;
  onClose: () => void;
  /** What the link leads to. */
  children: ReactNode;
}

const kMinPassword = 4;

/** How a link is to be: everything that tells more than the pictures is off until it is wanted. */
export function ShareForm({ isBusy, error, onSubmit, onClose, children }: Props) {
  const [title, setTitle] = useState('');
  const [expiry, setExpiry] = useState<Expiry>('week');
  const [date, setDate] = useState(() => dateValue(Date.now() + 14 * 86_400_000));
  const [password, setPassword] = useState('');
  const [showsRecipe, setShowsRecipe] = useState(false);
  const [showsOwner, setShowsOwner] = useState(false);
  const isShort = password !== '' && password.length < kMinPassword;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const expiresAt = expiryTime(expiry, date, Date.now());
    if (expiresAt === undefined || isShort) {
      return;
    }
    onSubmit({
      title: title.trim(),
      ...(expiresAt === null ? {} : { expiresAt }),
      ...(password === '' ? {} : { password }),
      showsRecipe,
      showsOwner,
    });
  };
  // What lies below takes arrow keys from anywhere; here they belong to the fields.
  const keepKeys = (event: KeyboardEvent) => event.stopPropagation();

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only keeps keys to itself
    <form
      className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5"
      onSubmit={submit}
      onKeyDown={keepKeys}
    >
      {children}
      <TextField
        label={t('shares:titleLabel')}
        placeholder={t('shares:titlePlaceholder')}
        hint={t('shares:titleHint')}
        maxLength={120}
        value={title}
        error={error?.fieldMessage('title')}
        onChange={(event) => setTitle(event.target.value)}
      />
      <ExpiryFields
        expiry={expiry}
        date={date}
        error={error?.fieldMessage('expiresAt')}
        onExpiry={setExpiry}
        onDate={setDate}
      />
      <TextField
        label={t('shares:passwordLabel')}
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        value={password}
        hint={t('shares:passwordHint')}
        error={isShort ? t('shares:passwordShort') : error?.fieldMessage('password')}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="flex flex-col gap-3">
        <Switch
          label={t('shares:showsRecipe')}
          hint={t('shares:showsRecipeHint')}
          isOn={showsRecipe}
          onChange={setShowsRecipe}
        />
        <Switch label={t('shares:showsOwner')} isOn={showsOwner} onChange={setShowsOwner} />
      </div>
      {error && (
        <p role="alert" className="text-danger">
          {error.message}
        </p>
      )}
      <footer className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button type="submit" tone="accent" icon="link" isBusy={isBusy}>
          {t('shares:make')}
        </Button>
      </footer>
    </form>
  );
}

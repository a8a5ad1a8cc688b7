import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import { useState, type SyntheticEvent } from 'react';

interface Names {
  firstName: string;
  lastName: string;
}

interface Props {
  initial?: Names;
  action: string;
  isBusy: boolean;
  error: ApiError | null;
  /** Calls done once it is saved. */
  onSubmit: (names: Names, done: () => void) => void;
  onCancel?: () => void;
}

const nobody: Names = { firstName: '', lastName: '' };

export function PersonForm({ initial = nobody, action, isBusy, error, onSubmit, onCancel }: Props) {
  const [names, setNames] = useState(initial);
  const firstNameError =
    error?.fieldMessage('firstName') ?? (error?.fields.length ? undefined : error?.message);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit({ firstName: names.firstName.trim(), lastName: names.lastName.trim() }, () =>
      setNames(initial),
    );
  };

  return (
    <form className="flex flex-wrap items-start gap-3" onSubmit={submit}>
      <TextField
        label={t('people:firstName')}
        className="min-w-36 flex-1"
        value={names.firstName}
        error={firstNameError}
        autoComplete="off"
        onChange={(event) => setNames({ ...names, firstName: event.target.value })}
      />
      <TextField
        label={t('people:lastName')}
        className="min-w-36 flex-1"
        value={names.lastName}
        error={error?.fieldMessage('lastName')}
        autoComplete="off"
        onChange={(event) => setNames({ ...names, lastName: event.target.value })}
      />
      <div className="flex gap-2 pt-[25px]">
        <Button type="submit" tone="ink" isBusy={isBusy} disabled={!names.firstName.trim()}>
          {action}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('common:cancel')}</Button>}
      </div>
    </form>
  );
}

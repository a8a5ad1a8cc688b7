import type { Person } from '@/api/router';
import { Avatar } from '@/components/avatar';
import { IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';
import { fullName } from '@/lib/format';
import { showToast } from '@/lib/toasts';
import { useState } from 'react';
import { useRemovePerson, useRenamePerson } from '../use-people-changes';
import { PersonForm } from './person-form';

export function PersonRow({ person }: { person: Person }) {
  const [mode, setMode] = useState<'shown' | 'renaming' | 'removing'>('shown');
  const rename = useRenamePerson();
  const remove = useRemovePerson();
  const name = fullName(person);

  if (mode === 'renaming') {
    return (
      <li className="p-4">
        <PersonForm
          initial={person}
          action={t('loras:save')}
          isBusy={rename.isPending}
          error={rename.error && toApiError(rename.error)}
          onCancel={() => setMode('shown')}
          onSubmit={(names) =>
            rename.mutate({ id: person.id, ...names }, { onSuccess: () => setMode('shown') })
          }
        />
      </li>
    );
  }
  return (
    <li className="flex items-center gap-3.5 p-3 pl-4">
      <Avatar name={name} url={person.avatar} className="size-11 text-base" />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold">{name}</h2>
        <p className="text-small text-muted">
          {t('people:loras', { count: person.loraCount })} ·{' '}
          {t('common:pictures', { count: person.imageCount })}
        </p>
      </div>
      <IconButton
        label={t('people:rename', { name })}
        icon="edit"
        onClick={() => setMode('renaming')}
      />
      <IconButton
        label={t('loras:removeName', { name })}
        icon="trash"
        onClick={() => setMode('removing')}
      />
      {mode === 'removing' && (
        <ConfirmDialog
          title={t('loras:removeQuestion', { name })}
          action={t('loras:removeName', { name: person.firstName })}
          isBusy={remove.isPending}
          onClose={() => setMode('shown')}
          onConfirm={() =>
            remove.mutate(
              { id: person.id },
              {
                onSuccess: () => showToast(t('loras:removed', { name })),
                onError: () => setMode('shown'),
              },
            )
          }
        >
          {t('people:removeNote')}
        </ConfirmDialog>
      )}
    </li>
  );
}

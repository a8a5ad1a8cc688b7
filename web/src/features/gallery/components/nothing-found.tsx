import type { Person } from '@/api/router';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';
import { fullName } from '@/lib/format';
import type { ReactNode } from 'react';
import { useOwnPictures } from '../lib/use-pictures';

interface Props {
  person: Person | null;
  search: string;
  isTrash: boolean;
  onClear: () => void;
  action: ReactNode;
}

/** Why there is nothing, and what to do about it. */
export function NothingFound({ person, search, isTrash, onClear, action }: Props) {
  const isFiltered = search !== '';
  const { index } = useOwnPictures(person ? { personId: person.id } : {}, isFiltered);
  if (isTrash) {
    return (
      <Empty icon="trash" title={t('gallery:trashEmpty')}>
        {t('gallery:trashEmptyNote')}
      </Empty>
    );
  }
  if (isFiltered) {
    return (
      <Empty
        icon="search"
        title={t('gallery:nothingFound')}
        action={<Button onClick={onClear}>{t('gallery:clearFilters')}</Button>}
      >
        {index && t('gallery:hidden', { count: index.size })}
      </Empty>
    );
  }
  const name = person ? fullName(person) : '';
  return (
    <Empty
      icon="pictures"
      title={person ? t('gallery:noneOf', { name }) : t('gallery:none')}
      action={action}
    >
      {person ? t('gallery:noneOfNote', { name: person.firstName }) : t('gallery:noneNote')}
    </Empty>
  );
}

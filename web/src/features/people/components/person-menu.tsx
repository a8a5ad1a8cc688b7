import { Avatar } from '@/components/avatar';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { MenuItem, MenuLine } from '@/components/ui/menu-item';
import { t } from '@/i18n';
import { fullName } from '@/lib/format';
import { usePeople, useSelectedPerson } from '@/lib/people';
import { selectPerson } from '@/lib/selected-person';

interface Props {
  onManage: () => void;
}

function Everyone() {
  return (
    <span className="grid size-7 place-items-center rounded-full bg-sunken text-muted">
      <Icon name="people" className="size-4" />
    </span>
  );
}

/** Whose LoRAs and pictures are shown. */
export function PersonMenu({ onManage }: Props) {
  const { people } = usePeople();
  const selected = useSelectedPerson();
  const name = selected ? fullName(selected) : t('people:everyone');
  return (
    <Menu
      label={t('people:profile', { name })}
      triggerClassName="touch-target flex h-9 max-w-44 items-center gap-2 rounded-full bg-surface pr-2.5 pl-1 text-small font-semibold ring-1 ring-line ring-inset hover:bg-sunken"
      trigger={
        <>
          {selected ? <Avatar name={name} url={selected.avatar} /> : <Everyone />}
          <span className="min-w-0 truncate">{name}</span>
          <Icon name="chevron" className="size-4 text-muted" />
        </>
      }
    >
      <MenuItem isChecked={!selected} onSelect={() => selectPerson(null)}>
        <Everyone />
        {t('people:everyone')}
      </MenuItem>
      {people.map((person) => (
        <MenuItem
          key={person.id}
          isChecked={person.id === selected?.id}
          onSelect={() => selectPerson(person.id)}
        >
          <Avatar name={fullName(person)} url={person.avatar} />
          <span className="min-w-0 truncate">{fullName(person)}</span>
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon="people" onSelect={onManage}>
        {people.length === 0 ? t('people:addPeople') : t('people:managePeople')}
      </MenuItem>
    </Menu>
  );
}

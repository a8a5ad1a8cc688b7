import { Icon, type IconName } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { MenuItem } from '@/components/ui/menu-item';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import type { ReactNode } from 'react';
import { readTerms, withoutTerm, withTerm } from '../lib/search-terms';
import { useSearchNames } from '../lib/suggestions';

interface Props {
  search: string;
  onSearch: (search: string) => void;
  children?: ReactNode;
}

const chip =
  'inline-flex h-8 shrink-0 touch-target items-center gap-1.5 rounded-full px-3 text-small font-semibold whitespace-nowrap ring-1 ring-line ring-inset';

function Toggle(props: {
  icon: IconName;
  isOn: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  const { icon, isOn, onPress, children } = props;
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={cx(
        chip,
        isOn ? 'bg-accent-soft text-ink ring-accent' : 'text-muted hover:text-ink',
      )}
      onClick={onPress}
    >
      <Icon name={icon} className="size-4" />
      {children}
    </button>
  );
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** What a menu of values says where there are none. */
function Values({ kind, onTake }: { kind: string; onTake: (value: string) => void }) {
  const values = useSearchNames()[kind] ?? [];
  return values.length > 0 ? (
    values.slice(0, 40).map((value) => (
      <MenuItem key={value} onSelect={() => onTake(value)}>
        {value}
      </MenuItem>
    ))
  ) : (
    <MenuItem onSelect={() => undefined}>{t('gallery:noValues')}</MenuItem>
  );
}

const menus: { kind: 'lora' | 'person' | 'rating' | 'tag' | 'after'; icon: IconName }[] = [
  { kind: 'lora', icon: 'layers' },
  { kind: 'person', icon: 'person' },
  { kind: 'rating', icon: 'star' },
  { kind: 'tag', icon: 'tag' },
  { kind: 'after', icon: 'calendar' },
];

/** The same filters that one can write, to press; those that are on can be taken off. */
export function FilterChips({ search, onSearch, children }: Props) {
  const terms = readTerms(search);
  const has = (text: string) => terms.some((term) => term.text === text);
  const toggle = (key: string, value: string) =>
    onSearch(
      has(`${key}:${value}`)
        ? withoutTerm(search, `${key}:${value}`)
        : withTerm(search, key, value),
    );
  const shown = terms.filter(
    ({ key, text }) => key !== '' && text !== 'fav:yes' && text !== 'is:trashed',
  );
  const days = [7, 30, 90, 365];
  return (
    <div
      role="group"
      aria-label={t('gallery:filters')}
      className="-mx-4 hide-scrollbar flex gap-1.5 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0.5"
    >
      {shown.map(({ text }) => (
        <button
          key={text}
          type="button"
          aria-label={t('gallery:removeFilter', { filter: text })}
          className={cx(chip, 'bg-accent-soft text-ink ring-accent')}
          onClick={() => onSearch(withoutTerm(search, text))}
        >
          {text}
          <Icon name="close" className="size-3.5" />
        </button>
      ))}
      <Toggle icon="heart" isOn={has('fav:yes')} onPress={() => toggle('fav', 'yes')}>
        {t('gallery:favorites')}
      </Toggle>
      {menus.map(({ kind, icon }) => (
        <Menu
          key={kind}
          label={t(`gallery:filter_${kind}`)}
          trigger={
            <>
              <Icon name={icon} className="size-4" />
              {t(`gallery:filter_${kind}`)}
              <Icon name="chevron" className="size-3.5" />
            </>
          }
          triggerClassName={cx(chip, 'text-muted hover:text-ink')}
        >
          {kind === 'after' ? (
            days.map((count) => (
              <MenuItem
                key={count}
                onSelect={() => onSearch(withTerm(search, 'after', daysAgo(count)))}
              >
                {t('gallery:lastDays', { count })}
              </MenuItem>
            ))
          ) : (
            <Values kind={kind} onTake={(value) => onSearch(withTerm(search, kind, value))} />
          )}
        </Menu>
      ))}
      <Toggle icon="trash" isOn={has('is:trashed')} onPress={() => toggle('is', 'trashed')}>
        {t('gallery:trashPlace')}
      </Toggle>
      {children}
      {search && (
        <button
          type="button"
          className={cx(chip, 'text-accent-text ring-transparent hover:underline')}
          onClick={() => onSearch('')}
        >
          {t('gallery:clearFilters')}
        </button>
      )}
    </div>
  );
}

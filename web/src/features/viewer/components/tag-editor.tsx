import { Icon } from '@/components/ui/icon';
import { inputStyle } from '@/components/ui/field';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';

interface Props {
  tags: readonly string[];
  onChange: (change: { add: string[]; remove: string[] }) => void;
}

const kLongest = 40;
const kMost = 30;

/** Several at once with commas between them. */
function tagsIn(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim().toLowerCase().normalize('NFC'));
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

export function TagEditor({ tags, onChange }: Props) {
  const listId = useId();
  const [text, setText] = useState('');
  const known = useQuery(
    api.tags.list.queryOptions(undefined, { staleTime: 60_000, meta: { showsErrors: true } }),
  );
  const added = tagsIn(text).filter((tag) => !tags.includes(tag));
  const isFull = tags.length + added.length > kMost;

  const add = (event: SubmitEvent) => {
    event.preventDefault();
    if (isFull) {
      return;
    }
    setText('');
    if (added.length > 0) {
      onChange({ add: added, remove: [] });
    }
  };

  return (
    <section aria-label={t('viewer:tags')} className="flex flex-col gap-2">
      {tags.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="flex items-center gap-0.5 rounded-full bg-sunken pl-3 text-small ring-1 ring-line ring-inset"
            >
              <span className="max-w-44 truncate">{tag}</span>
              <button
                type="button"
                aria-label={t('viewer:removeTag', { tag })}
                className="grid size-7 touch-target place-items-center rounded-full text-muted hover:text-ink"
                onClick={() => onChange({ add: [], remove: [tag] })}
              >
                <Icon name="close" className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add}>
        <input
          data-tag-input
          type="text"
          className={inputStyle}
          aria-label={t('viewer:addTag')}
          placeholder={t('viewer:addTag')}
          aria-keyshortcuts="t"
          autoComplete="off"
          autoCapitalize="none"
          enterKeyHint="done"
          list={listId}
          maxLength={kLongest * 4}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <datalist id={listId}>
          {known.data?.items
            .filter(({ tag }) => !tags.includes(tag))
            .map(({ tag }) => (
              <option key={tag} value={tag} />
            ))}
        </datalist>
        {isFull && (
          <p className="mt-1 text-small text-danger">{t('viewer:tooManyTags', { count: kMost })}</p>
        )}
      </form>
    </section>
  );
}

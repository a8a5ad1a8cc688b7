import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { inputStyle } from '@/components/ui/field';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { cx } from '@/lib/class-names';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { change } from '../lib/library-actions';
import { picturesOf } from '../lib/picture-details';

interface Props {
  ids: readonly string[];
  onClose: () => void;
}

const kLookedAt = 400;
const kLongest = 40;
const kShown = 24;

type Wish = 'add' | 'remove';

/** Tags that some of the pictures have, and how many of them. */
function useTagsOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const [tags, setTags] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    let isWanted = true;
    void picturesOf(ids.slice(0, kLookedAt))
      .catch(() => [])
      .then((images) => {
        const counts = new Map<string, number>();
        images
          .flatMap((image) => image.tags)
          .forEach((tag) => counts.set(tag, (counts.get(tag) ?? 0) + 1));
        if (isWanted) {
          setTags(counts);
        }
      });
    return () => {
      isWanted = false;
    };
  }, [ids]);
  return tags;
}

/** Adds tags to pictures and takes others away, with those that there are as suggestions. */
export function TagDialog({ ids, onClose }: Props) {
  const listId = useId();
  const { data } = useQuery(api.tags.list.queryOptions());
  const present = useTagsOf(ids);
  const [text, setText] = useState('');
  const [wishes, setWishes] = useState<ReadonlyMap<string, Wish>>(new Map());
  const known = data?.items.map(({ tag }) => tag) ?? [];
  const shown = [...new Set([...wishes.keys(), ...present.keys(), ...known])].slice(0, kShown);
  const wish = (tag: string, wanted: Wish | null) =>
    setWishes((all) => {
      const next = new Map(all);
      if (wanted) {
        next.set(tag, wanted);
      } else {
        next.delete(tag);
      }
      return next;
    });
  const isOn = (tag: string) =>
    wishes.has(tag) ? wishes.get(tag) === 'add' : present.get(tag) === ids.length;
  const written = (value: string) =>
    value
      .split(',')
      .map((tag) => tag.trim().toLowerCase())
      .filter(Boolean);
  const take = () => {
    written(text).forEach((tag) => wish(tag, 'add'));
    setText('');
  };
  const save = () => {
    const wanted = new Map(wishes);
    written(text).forEach((tag) => wanted.set(tag, 'add'));
    const tagsWith = (kind: Wish) =>
      [...wanted].filter(([, of]) => of === kind).map(([tag]) => tag);
    onClose();
    if (wanted.size > 0) {
      const tags = { add: tagsWith('add'), remove: tagsWith('remove') };
      void change(ids, { kind: 'tag', ids, ...tags });
    }
  };

  return (
    <Dialog
      title={t('gallery:tagTitle', { count: ids.length })}
      onClose={onClose}
      className="w-[30rem]"
    >
      <form
        className="flex flex-col gap-4 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) {
            take();
          } else {
            save();
          }
        }}
      >
        <label className="flex flex-col gap-1.5 text-small font-semibold">
          {t('gallery:newTag')}
          <input
            type="text"
            data-takes-focus
            list={listId}
            maxLength={kLongest}
            className={cx(inputStyle, 'font-normal')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <span className="font-normal text-muted">{t('gallery:tagHint')}</span>
        </label>
        <datalist id={listId}>
          {known.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        {shown.length > 0 && (
          <div role="group" aria-label={t('gallery:tags')} className="flex flex-wrap gap-1.5">
            {shown.map((tag) => (
              <button
                key={tag}
                type="button"
                aria-pressed={isOn(tag)}
                className={cx(
                  'inline-flex touch-target items-center gap-1.5 rounded-full px-3 py-1.5 text-small font-semibold ring-1 ring-line ring-inset',
                  isOn(tag)
                    ? 'bg-accent-soft text-ink ring-accent'
                    : 'bg-surface text-muted hover:text-ink',
                )}
                onClick={() => wish(tag, isOn(tag) ? 'remove' : 'add')}
              >
                <Icon name={isOn(tag) ? 'check' : 'plus'} className="size-3.5" />
                {tag}
                {!wishes.has(tag) && (present.get(tag) ?? 0) > 0 && !isOn(tag) && (
                  <span className="text-muted">{present.get(tag)}</span>
                )}
              </button>
            ))}
          </div>
        )}
        <footer className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button tone="accent" onClick={save}>
            {t('gallery:saveTags')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

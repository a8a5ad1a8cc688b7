import { IconButton } from '@/components/ui/button';
import { inputStyle } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { useKeys } from '@/lib/keys';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { suggestionsFor, useSearchNames } from '../lib/suggestions';
import { SuggestionList } from './suggestion-list';

interface Props {
  search: string;
  /** What is wrong with it, in the server's words. */
  error: string | null;
  onSearch: (search: string) => void;
}

const kPause = 300;

/** The field for the written language: searches as one types, and says what could come next. */
export function SearchField({ search, error, onSearch }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search);
  const [asked, setAsked] = useState(search);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const names = useSearchNames();
  const suggestions = isOpen ? suggestionsFor(text, names) : [];

  // Chips and the address change it too.
  if (search !== asked) {
    setAsked(search);
    if (search !== text.trim()) {
      setText(search);
    }
  }
  useEffect(() => {
    const wanted = text.trim();
    const timer = wanted === search ? undefined : setTimeout(() => onSearch(wanted), kPause);
    return () => clearTimeout(timer);
  }, [text, search, onSearch]);
  useKeys('page', { '/': () => field.current?.focus() });

  const close = () => {
    setIsOpen(false);
    setActive(-1);
  };
  const type = (value: string) => {
    setText(value);
    setIsOpen(true);
    setActive(-1);
  };
  const take = (at: number) => {
    const suggestion = suggestions[at];
    if (suggestion) {
      type(suggestion.search);
      field.current?.focus();
    }
  };
  const ways: Record<string, () => boolean> = {
    ArrowDown: () => {
      setIsOpen(true);
      setActive(Math.min(suggestions.length - 1, active + 1));
      return true;
    },
    ArrowUp: () => {
      setActive(Math.max(-1, active - 1));
      return suggestions.length > 0;
    },
    Enter: () => {
      if (active >= 0) {
        take(active);
      } else {
        close();
        onSearch(text.trim());
      }
      return true;
    },
    Escape: () => {
      if (suggestions.length > 0) {
        close();
      } else if (text) {
        type('');
        close();
      } else {
        field.current?.blur();
      }
      return true;
    },
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.nativeEvent.isComposing && ways[event.key]?.()) {
      event.preventDefault();
    }
  };

  return (
    <div role="search" className="relative min-w-0 flex-1 basis-72">
      <Icon
        name="search"
        className="pointer-events-none absolute top-2.5 left-3 size-5 text-muted"
      />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={t('gallery:search')}
        aria-expanded={suggestions.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-invalid={error !== null}
        aria-describedby={`${id}-error`}
        aria-keyshortcuts="/"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        placeholder={t('gallery:searchExample')}
        className={cx(inputStyle, 'h-10 px-10')}
        value={text}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setIsOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      {text && (
        <IconButton
          label={t('gallery:clearSearch')}
          icon="close"
          className="absolute top-0.5 right-0.5"
          onClick={() => {
            type('');
            field.current?.focus();
          }}
        />
      )}
      <SuggestionList id={id} suggestions={suggestions} active={active} onTake={take} />
      <p id={`${id}-error`} role="alert" className="mt-1.5 text-small text-danger empty:hidden">
        {error}
      </p>
    </div>
  );
}

import { ModalFrame } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import { cx } from '@/lib/class-names';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { allCommands, matching, type Command, type Doing } from './commands';

interface Props {
  doing: Doing;
  onClose: () => void;
}

const kMost = 100;

/** Everything that can be gone to or done, by typing a part of its name. */
export function Palette({ doing, onClose }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { data } = useQuery(
    api.loras.list.queryOptions({ limit: kMost }, { meta: { showsErrors: true } }),
  );
  const found = matching(allCommands(doing, data?.items ?? []), text);
  const chosen = Math.min(at, found.length - 1);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, text]);

  const run = (command: Command | undefined) => {
    if (command) {
      onClose();
      command.run();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = {
      ArrowDown: (chosen + 1) % Math.max(1, found.length),
      ArrowUp: (chosen + found.length - 1) % Math.max(1, found.length),
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setAt(target);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[chosen]);
    }
  };

  return (
    <ModalFrame
      label={t('shell:palette')}
      onClose={onClose}
      className="dialog-frame sm:mt-[12vh] sm:w-[36rem]"
    >
      <div className="flex items-center gap-3 border-b border-line px-5">
        <Icon name="search" className="text-muted" />
        <input
          type="text"
          role="combobox"
          aria-label={t('keys:search')}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={found[chosen] ? `${id}-${chosen}` : undefined}
          autoComplete="off"
          spellCheck={false}
          data-takes-focus
          className="h-14 min-w-0 flex-1 bg-transparent text-lead outline-none placeholder:text-muted"
          placeholder={t('keys:palettePlaceholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('shell:palette')}
        className="max-h-[min(26rem,60dvh)] overflow-y-auto p-2"
      >
        {found.map((command, index) => (
          // The field above has the focus and the keys.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            tabIndex={-1}
            className={cx(
              'flex touch-target cursor-pointer items-center gap-3 rounded-control px-3 py-2',
              index === chosen && 'bg-sunken ring-1 ring-line ring-inset',
            )}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <Icon name={command.icon} className="size-4.5 text-muted" />
            <span className="min-w-0 flex-1 truncate">{command.text}</span>
            <span className="shrink-0 text-tiny text-muted">{command.group}</span>
          </div>
        ))}
      </div>
      <p role="status" className="px-5 pb-3 text-small text-muted empty:hidden">
        {found.length === 0 ? t('keys:nothingFound') : ''}
      </p>
    </ModalFrame>
  );
}

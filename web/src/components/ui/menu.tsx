import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { moveFocus, placeMenu } from './menu-behaviour';
import { CloseContext } from './menu-close';

interface Props {
  /** What the button is called. */
  label: string;
  /** Inside the button. */
  trigger: ReactNode;
  triggerClassName?: string;
  children: ReactNode;
}

/** A button with a menu below it, in the browser's top layer: Escape and a press elsewhere close it. */
export function Menu({ label, trigger, triggerClassName, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  const close = () => {
    list.current?.hidePopover();
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') {
      list.current?.hidePopover();
    } else if (list.current && moveFocus(list.current, event.key)) {
      event.preventDefault();
    }
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        className={triggerClassName}
        popoverTarget={id}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        popover="auto"
        className="fixed max-h-[70dvh] min-w-52 appear overflow-y-auto rounded-card border border-line bg-raised p-1.5 text-ink shadow-large"
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          setIsOpen(event.newState === 'open');
          if (event.newState === 'open' && list.current && button.current) {
            placeMenu(list.current, button.current);
          }
        }}
      >
        <CloseContext value={close}>
          {isOpen && <MenuBody list={list}>{children}</MenuBody>}
        </CloseContext>
      </div>
    </>
  );
}

/** Mounted when the menu opens, which is when the focus goes into it. */
function MenuBody({
  list,
  children,
}: {
  list: { current: HTMLElement | null };
  children: ReactNode;
}) {
  useEffect(() => {
    if (list.current) {
      moveFocus(list.current, 'open');
    }
  }, [list]);
  return children;
}

import { cx } from '@/lib/class-names';
import {
  createContext,
  use,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { Icon, type IconName } from './icon';
import { moveFocus, placeMenu } from './menu-behaviour';

const CloseContext = createContext<() => void>(() => undefined);

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

interface ItemProps {
  icon?: IconName;
  children: ReactNode;
  onSelect: () => void;
  /** For items of which one is chosen. */
  isChecked?: boolean;
}

export function MenuItem({ icon, children, onSelect, isChecked }: ItemProps) {
  const close = use(CloseContext);
  const isChoice = isChecked !== undefined;
  return (
    <button
      type="button"
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked={isChecked}
      tabIndex={-1}
      className="flex touch-target w-full items-center gap-2.5 rounded-[9px] px-2.5 py-2 text-left hover:bg-sunken focus-visible:bg-sunken focus-visible:outline-offset-[-2px]"
      onClick={() => {
        close();
        onSelect();
      }}
    >
      {icon && <Icon name={icon} className="size-4.5 text-muted" />}
      <span className="flex min-w-0 flex-1 items-center gap-2.5">{children}</span>
      {isChoice && <Icon name="check" className={cx('size-4', !isChecked && 'invisible')} />}
    </button>
  );
}

export function MenuLine() {
  return <hr className="mx-2 my-1.5 border-line" />;
}

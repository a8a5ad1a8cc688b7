import { cx } from '@/lib/class-names';
import { use, type ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { CloseContext } from './menu-close';

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

import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';

const corner =
  'absolute z-10 grid place-items-center text-on-picture focus-visible:outline-current focus-visible:outline-offset-[-3px]';

interface CheckboxProps {
  label: string;
  isOn: boolean;
  /** Whatever the pointer does: something is selected. */
  isShown: boolean;
  tabIndex: number;
  onPress: (isRange: boolean) => void;
}

export function CardCheckbox({ label, isOn, isShown, tabIndex, onPress }: CheckboxProps) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={isOn}
      aria-label={label}
      tabIndex={tabIndex}
      className={cx(
        corner,
        'top-0 left-0 size-10',
        !isShown && 'invisible group-focus-within:visible group-hover:visible',
      )}
      onClick={(event) => onPress(event.shiftKey)}
    >
      <span
        className={cx(
          'grid size-5.5 place-items-center rounded-full border-2',
          isOn ? 'border-accent bg-accent text-on-accent' : 'border-current bg-shade',
        )}
      >
        {isOn && <Icon name="check" className="size-3.5" />}
      </span>
    </button>
  );
}

interface StackProps {
  count: number;
  isStack: boolean;
  tabIndex: number;
  onPress: () => void;
}

/** How many a batch has; lays them out, or back on one pile. */
export function CardStack({ count, isStack, tabIndex, onPress }: StackProps) {
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-expanded={!isStack}
      aria-label={t('gallery:batchOf', { count })}
      className={cx(corner, 'right-0 h-10 px-1.5', isStack ? 'top-2' : 'top-0')}
      onClick={onPress}
    >
      <span
        className={cx(
          'flex h-6 items-center gap-1 rounded-full px-2 text-tiny font-semibold',
          isStack ? 'bg-shade' : 'bg-accent text-on-accent',
        )}
      >
        <Icon name="layers" className="size-3.5" />
        {count}
      </span>
    </button>
  );
}

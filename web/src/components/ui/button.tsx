import type { ComponentProps } from 'react';
import { buttonStyle, type ButtonStyle } from './button-style';
import { Icon, type IconName } from './icon';
import { Spinner } from './spinner';

interface Props extends ComponentProps<'button'>, ButtonStyle {
  icon?: IconName | undefined;
  /** Shows that it is at work; it can still be read, not pressed. */
  isBusy?: boolean | undefined;
}

export function Button({
  tone,
  size,
  icon,
  isBusy,
  className,
  children,
  disabled,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      className={buttonStyle({ tone, size }, className)}
      disabled={disabled ?? isBusy}
      aria-busy={isBusy}
      {...rest}
    >
      {isBusy ? <Spinner className="size-4" /> : icon && <Icon name={icon} className="size-4.5" />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<Props, 'children' | 'size'> {
  /** What it does: read out, and shown as a tip. */
  label: string;
  icon: IconName;
}

export function IconButton({ label, tone = 'quiet', ...rest }: IconButtonProps) {
  return <Button aria-label={label} title={label} tone={tone} size="icon" {...rest} />;
}

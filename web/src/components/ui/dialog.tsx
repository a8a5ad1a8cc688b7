import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import type { KeyScope } from '@/lib/keys';
import { useId, useLayoutEffect, useRef, type ReactNode, type PointerEvent } from 'react';
import { IconButton } from './button';
import { ToastOutlet } from './toast-outlet';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Beside the title. */
  actions?: ReactNode;
  className?: string;
}

/**
 * A modal dialog, open as long as it is mounted. The browser's own: it keeps the focus inside, gives it back, closes the
 * topmost first on Escape, and lies above everything.
 */
export function Dialog({ title, onClose, children, actions, className }: Props) {
  const titleId = useId();
  return (
    <ModalFrame labelledBy={titleId} onClose={onClose} className={cx('dialog-frame', className)}>
      <div className="flex items-center gap-3 border-b border-line py-3 pr-3 pl-5">
        <h2 id={titleId} className="min-w-0 flex-1 truncate text-lead font-bold">
          {title}
        </h2>
        {actions}
        <IconButton label={t('common:close')} icon="close" onClick={onClose} />
      </div>
      {children}
    </ModalFrame>
  );
}

interface FrameProps {
  labelledBy?: string;
  label?: string;
  onClose: () => void;
  className?: string;
  /** Dark in both themes. */
  isDark?: boolean;
  /** Whose keys act while it is the topmost. */
  keys?: KeyScope;
  children: ReactNode;
}

/** The bare dialog, without a head. */
export function ModalFrame(props: FrameProps) {
  const { labelledBy, label, onClose, className, isDark, keys, children } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const pressedOutside = useRef(false);

  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-takes-focus]')?.focus();
    return () => dialog?.close();
  }, []);

  // A press that begins inside, on a text for instance, and ends outside does not close.
  const isOutside = (event: PointerEvent) => event.target === ref.current;

  return (
    <dialog
      ref={ref}
      aria-labelledby={labelledBy}
      aria-label={label}
      className={className}
      data-theme={isDark ? 'dark' : undefined}
      data-keys={keys}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === ref.current) {
          onClose();
        }
      }}
      onPointerDown={(event) => {
        pressedOutside.current = isOutside(event);
      }}
      onPointerUp={(event) => {
        if (pressedOutside.current && isOutside(event)) {
          onClose();
        }
      }}
    >
      {children}
      <ToastOutlet />
    </dialog>
  );
}

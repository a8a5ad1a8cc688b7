import { t } from '@/i18n';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';

interface Props {
  title: string;
  children: ReactNode;
  /** What the button says, for instance "Remove Ada". */
  action: string;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, children, action, isBusy, onConfirm, onClose }: Props) {
  return (
    <Dialog title={title} onClose={onClose} className="w-[26rem]">
      <div className="px-5 py-4 text-muted">{children}</div>
      <footer className="flex flex-wrap justify-end gap-2 px-5 pb-5">
        <Button onClick={onClose}>{t('ui:keep')}</Button>
        <Button tone="danger" isBusy={isBusy} onClick={onConfirm}>
          {action}
        </Button>
      </footer>
    </Dialog>
  );
}

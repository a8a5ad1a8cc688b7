import { Spinner } from '@/components/ui/spinner';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  note?: string;
  icon: ReactNode;
  isBusy: boolean;
  disabled: boolean;
  onClick: () => void;
}

export function SignInOption({ title, note, icon, isBusy, disabled, onClick }: Props) {
  return (
    <button
      type="button"
      disabled={disabled}
      aria-busy={isBusy}
      onClick={onClick}
      className="flex w-full items-center gap-3.5 rounded-card p-3 text-left ring-1 ring-line transition-colors ring-inset hover:bg-sunken disabled:opacity-60"
    >
      <span className="grid size-10 shrink-0 place-items-center overflow-hidden rounded-control bg-accent-soft text-accent-text">
        {icon}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{title}</span>
        {note && <span className="block text-small text-muted">{note}</span>}
      </span>
      {isBusy && <Spinner />}
    </button>
  );
}

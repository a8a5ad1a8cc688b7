import { t } from '@/i18n';
import { dismissToast, type Toast } from '@/lib/toasts';
import { useEffect } from 'react';
import { Icon } from './icon';

const kShown = 4_500;
const kErrorShown = 9_000;

export function ToastCard({ toast }: { toast: Toast }) {
  const isError = toast.tone === 'error';

  useEffect(() => {
    if (toast.stays) {
      return undefined;
    }
    const timer = setTimeout(() => dismissToast(toast.id), isError ? kErrorShown : kShown);
    return () => clearTimeout(timer);
  }, [toast.id, toast.stays, isError]);

  return (
    <div className="pointer-events-auto flex max-w-lg rise items-center gap-3 rounded-control bg-ink py-2.5 pr-2 pl-4 text-on-ink shadow-large">
      {isError && <Icon name="warning" className="text-accent" />}
      <p className="min-w-0 flex-1 py-0.5">
        {toast.text}
        {toast.requestId && (
          <span className="block font-mono text-tiny opacity-75">
            {t('ui:request', { id: toast.requestId })}
          </span>
        )}
      </p>
      {toast.action && (
        <button
          type="button"
          className="touch-target rounded-small px-2 py-0.5 font-bold text-accent focus-visible:outline-current"
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={t('ui:dismiss')}
        className="grid size-7 touch-target place-items-center rounded-small opacity-75 hover:opacity-100 focus-visible:outline-current"
        onClick={() => dismissToast(toast.id)}
      >
        <Icon name="close" className="size-4" />
      </button>
    </div>
  );
}

import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';
import { Button } from './ui/button';
import { Empty } from './ui/empty';

interface Props {
  /** What could not be done, for instance "The images could not be loaded". */
  title: string;
  error: unknown;
  onRetry: () => void;
}

/** Where something could not be loaded: why, and the way to try again. */
export function FailureNote({ title, error, onRetry }: Props) {
  const { message, requestId } = toApiError(error);
  return (
    <div role="alert">
      <Empty
        icon="warning"
        title={title}
        action={<Button onClick={onRetry}>{t('common:tryAgain')}</Button>}
      >
        {message}
        {requestId && (
          <span className="mt-1 block font-mono text-tiny">
            {t('ui:request', { id: requestId })}
          </span>
        )}
      </Empty>
    </div>
  );
}

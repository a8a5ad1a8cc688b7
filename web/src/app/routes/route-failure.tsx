import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { t } from '@/i18n';
import { toApiError } from '@/lib/api-error';
import type { ErrorComponentProps } from '@tanstack/react-router';

/** A fault of this page. After an update its files may be gone from the server: loading anew brings the new ones. */
export function RouteFailure({ error }: ErrorComponentProps) {
  return (
    <div role="alert">
      <Empty
        icon="warning"
        level={1}
        title={t('shell:stumbled')}
        action={
          <Button tone="ink" onClick={() => location.reload()}>
            {t('shell:loadAgain')}
          </Button>
        }
      >
        {t('shell:nothingLost')}
        <span className="mt-2 block font-mono text-tiny">{toApiError(error).message}</span>
      </Empty>
    </div>
  );
}

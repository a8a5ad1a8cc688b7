import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import { useNamedLora } from '../lib/use-named-lora';

interface Props {
  error: ApiError;
  onOpen: (loraId: string) => void;
}

/** Why nothing came in; where the same file is here already, the way to it. */
export function ImportFailure({ error, onOpen }: Props) {
  const twin = useNamedLora(error.code === 'CONFLICT' ? error.message : null);
  return (
    <div
      role="alert"
      className="flex flex-col items-start gap-2 rounded-control bg-danger-soft px-3.5 py-2.5 text-danger"
    >
      <p className="max-w-full text-pretty break-words">{error.message}</p>
      {twin && (
        <Button size="small" icon="layers" onClick={() => onOpen(twin.id)}>
          {t('loras:openName', { name: twin.name })}
        </Button>
      )}
    </div>
  );
}

import { Button } from '@/components/ui/button';
import { t } from '@/i18n';
import { readStored } from '@/lib/storage';
import { useSession } from '@/lib/session';
import { useLocation } from '@tanstack/react-router';

interface Props {
  onOpen: (loraId: string) => void;
}

/** On pages that are about something else: on with the LoRA that one used last. */
export function CreateButton({ onOpen }: Props) {
  const session = useSession();
  const isElsewhere = useLocation({
    select: ({ pathname }) => !pathname.startsWith('/loras'),
  });
  const lora = session && isElsewhere ? readStored('lastLora') : null;
  return lora ? (
    <Button
      tone="accent"
      icon="spark"
      className="h-9 px-3 max-sm:hidden"
      onClick={() => onOpen(lora)}
    >
      {t('shell:create')}
    </Button>
  ) : null;
}

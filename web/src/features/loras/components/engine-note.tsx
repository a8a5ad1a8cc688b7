import { Icon } from '@/components/ui/icon';
import { outOfOrder } from '@/lib/engines';
import { useServerInfo } from '@/lib/server-info';
import { useSession } from '@/lib/session';

/** Says honestly what makes the pictures here, or why nothing can. */
export function EngineNote() {
  const isAdmin = useSession()?.isAdmin;
  const engines = useServerInfo()?.engines;
  const engine = engines?.find((candidate) => candidate.isDefault) ?? engines?.[0];
  if (!engine) {
    return null;
  }
  const text = engine.isAvailable
    ? engine.note
    : `${outOfOrder(engine)}. ${isAdmin ? engine.reason : ''}`;
  return (
    <p className="flex items-start gap-2 text-small text-pretty text-muted">
      <Icon name={engine.isAvailable ? 'info' : 'warning'} className="mt-px size-4.5" />
      {text}
    </p>
  );
}

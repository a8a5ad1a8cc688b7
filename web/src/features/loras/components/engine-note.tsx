import { Icon } from '@/components/ui/icon';
import { api } from '@/lib/api';
import { useQuery } from '@tanstack/react-query';

/** Says honestly what makes the pictures here, or why nothing can. */
export function EngineNote() {
  const { data } = useQuery(api.server.info.queryOptions(undefined, { staleTime: Infinity }));
  const engine = data?.engines.find((candidate) => candidate.isDefault) ?? data?.engines[0];
  if (!engine) {
    return null;
  }
  const text = engine.isAvailable
    ? engine.note
    : `${engine.title} cannot work now: ${engine.reason}`;
  return (
    <p className="flex items-start gap-2 text-small text-pretty text-muted">
      <Icon name={engine.isAvailable ? 'info' : 'warning'} className="mt-px size-4.5" />
      {text}
    </p>
  );
}

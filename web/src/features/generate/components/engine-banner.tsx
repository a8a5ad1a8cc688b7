import type { Engine } from '@/api/router';
import { Banner } from '@/components/ui/banner';
import { Button, IconButton } from '@/components/ui/button';
import { engineInUse, outOfOrder } from '@/lib/engines';
import { useSession } from '@/lib/session';
import { dismissEngine, useIsDismissed } from '../lib/dismissed-engines';
import type { DraftProps } from './draft-change';

interface Props {
  /** Those that can use the LoRA. */
  engines: readonly Engine[];
  chosen: string | undefined;
  onChange: DraftProps['onChange'];
}

/** Says that the engine that would be used is out of order, and which one could be used instead. */
export function EngineBanner({ engines, chosen, onChange }: Props) {
  const engine = engineInUse(engines, chosen);
  const other = engines.find(({ isAvailable }) => isAvailable);
  const isAdmin = useSession()?.isAdmin;
  const isDismissed = useIsDismissed(engine?.id);
  if (!engine || engine.isAvailable || isDismissed) {
    return null;
  }
  const choose = () => onChange({ engine: other === engines[0] ? undefined : other?.id });
  return (
    <Banner
      icon="warning"
      tone="accent"
      className="rounded-card"
      action={
        <>
          {other && (
            <Button size="small" onClick={choose}>
              Use {other.title}
            </Button>
          )}
          <IconButton label="Dismiss" icon="close" onClick={() => dismissEngine(engine.id)} />
        </>
      }
    >
      {outOfOrder(engine)};{' '}
      {other ? `${other.title} can make these pictures.` : 'what you write here is kept.'}
      {isAdmin && <span className="block text-muted">{engine.reason}</span>}
    </Banner>
  );
}

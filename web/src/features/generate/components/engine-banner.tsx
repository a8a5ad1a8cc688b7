import type { Engine } from '@/api/router';
import { Button, IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { engineInUse, useStepsIn } from '@/lib/engines';
import { useSession } from '@/lib/session';
import { dismissEngine, useIsDismissed } from '../lib/dismissed-engines';
import type { DraftProps } from './draft-change';

interface Props {
  /** Those that can use the LoRA. */
  engines: readonly Engine[];
  chosen: string | undefined;
  onChange: DraftProps['onChange'];
}

/** Says that the engine that would be used is out of order, and which one could be used instead, unless that steps in by itself. */
export function EngineBanner({ engines, chosen, onChange }: Props) {
  const engine = engineInUse(engines, chosen);
  const other = engines.find(({ isAvailable }) => isAvailable);
  const isAdmin = useSession()?.isAdmin;
  const isDismissed = useIsDismissed(engine?.id);
  const stepsIn = useStepsIn(engines, chosen);
  if (!engine || engine.isAvailable || isDismissed || stepsIn) {
    return null;
  }
  const choose = () => onChange({ engine: other === engines[0] ? undefined : other?.id });
  return (
    <div
      role="status"
      className="flex items-start gap-3 rounded-card bg-accent-soft py-2 pr-2 pl-3.5 text-small"
    >
      <Icon name="warning" className="mt-1.5 size-4.5 text-accent-text" />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-2 py-1.5">
        <p className="max-w-full text-pretty break-words">
          {other
            ? t('generate:otherEngine', { name: engine.title, other: other.title })
            : t('generate:noOtherEngine', { name: engine.title })}
          {isAdmin && <span className="mt-1 block text-muted">{engine.reason}</span>}
        </p>
        {other && (
          <Button size="small" onClick={choose}>
            {t('generate:useEngine', { name: other.title })}
          </Button>
        )}
      </div>
      <IconButton label={t('ui:dismiss')} icon="close" onClick={() => dismissEngine(engine.id)} />
    </div>
  );
}

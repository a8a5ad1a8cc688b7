import { Menu } from '@/components/ui/menu';
import { MenuItem } from '@/components/ui/menu-item';
import { Spinner } from '@/components/ui/spinner';
import { t } from '@/i18n';
import { phaseText } from '../lib/run-text';
import { useOpenRuns } from '../lib/run-store';

interface Props {
  onShow: (loraId: string) => void;
}

/** In the header while batches are under way: how many, and the way to each. */
export function RunsMenu({ onShow }: Props) {
  const runs = useOpenRuns();
  if (runs.length === 0) {
    return null;
  }
  return (
    <Menu
      label={t('generate:batchesUnderWay', { count: runs.length })}
      triggerClassName="touch-target flex h-9 items-center gap-1.5 rounded-full bg-accent-soft px-2.5 text-small font-bold text-accent-text ring-1 ring-accent/50 ring-inset"
      trigger={
        <>
          <Spinner className="size-4" />
          {runs.length}
        </>
      }
    >
      {runs.map((run) => (
        <MenuItem key={run.batch.id} onSelect={() => onShow(run.batch.loraTrainingId)}>
          <span className="flex max-w-64 min-w-0 flex-col">
            <span className="truncate font-semibold">{run.batch.prompt}</span>
            <span className="text-small text-muted">{phaseText(run)}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}

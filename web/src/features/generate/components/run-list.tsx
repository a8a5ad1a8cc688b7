import type { GeneratedImage, LoraDetail, ServerInfo } from '@/api/router';
import { t } from '@/i18n';
import type { Run } from '../lib/run';
import { useWatched } from '../lib/watched-loras';
import { RunCard } from './run-card';

interface Props {
  runs: readonly Run[];
  lora: LoraDetail;
  info: ServerInfo;
  onOpen: (image: GeneratedImage) => void;
}

/** The batches of a LoRA, newest first. */
export function RunList({ runs, lora, info, onOpen }: Props) {
  useWatched(lora.id);
  return (
    <ol aria-label={t('generate:batches')} className="flex flex-col gap-8">
      {runs.map((run) => (
        <li key={run.batch.id}>
          <RunCard run={run} lora={lora} info={info} onOpen={onOpen} />
        </li>
      ))}
    </ol>
  );
}

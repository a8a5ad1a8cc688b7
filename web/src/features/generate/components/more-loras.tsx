import type { Engine, LoraDetail } from '@/api/router';
import { t } from '@/i18n';
import type { ApiError } from '@/lib/api-error';
import type { Draft, FurtherLora } from '@/lib/drafts';
import type { DraftProps } from './draft-change';
import { FurtherLoraRow } from './further-lora-row';
import { LoraPicker } from './lora-picker';

interface Props {
  draft: Draft;
  /** The one whose form this is. */
  lora: LoraDetail;
  /** That makes the pictures. */
  engine: Engine | undefined;
  error: ApiError | null;
  onChange: DraftProps['onChange'];
}

function noteOf(chosen: readonly FurtherLora[], engine: Engine): string | undefined {
  if (engine.maxLoras < 2) {
    return t('moreLoras:oneAtATime', { engine: engine.title });
  }
  const isFull = chosen.length + 1 >= engine.maxLoras;
  return isFull
    ? t('moreLoras:atMost', { engine: engine.title, count: engine.maxLoras })
    : undefined;
}

/** Further LoRAs of the same base model, each with a strength, where the engine can merge several. */
export function MoreLoras({ draft, lora, engine, error, onChange }: Props) {
  const chosen = draft.loras ?? [];
  if (!engine || (engine.maxLoras < 2 && chosen.length === 0)) {
    return null;
  }
  const set = (loras: FurtherLora[]) => onChange({ loras: loras.length > 0 ? loras : undefined });
  const note = noteOf(chosen, engine);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-small font-semibold">{t('moreLoras:legend')}</legend>
      {chosen.map((further, index) => (
        <FurtherLoraRow
          key={further.loraTrainingId}
          further={further}
          error={
            error?.fieldMessage(`loras[${index}].loraTrainingId`) ??
            error?.fieldMessage(`loras[${index}].scale`)
          }
          onScale={(scale) =>
            set(chosen.map((other) => (other === further ? { ...further, scale } : other)))
          }
          onRemove={() => set(chosen.filter((other) => other !== further))}
        />
      ))}
      {note ? (
        <p className="text-small text-muted">{note}</p>
      ) : (
        <LoraPicker
          key={chosen.length}
          lora={lora}
          chosen={chosen}
          error={error?.fieldMessage('loras')}
          onPick={(loraTrainingId) => set([...chosen, { loraTrainingId }])}
        />
      )}
    </fieldset>
  );
}

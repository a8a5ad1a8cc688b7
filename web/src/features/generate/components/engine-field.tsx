import type { Engine } from '@/api/router';
import { Icon } from '@/components/ui/icon';
import { t } from '@/i18n';
import { cx } from '@/lib/class-names';
import { engineInUse } from '@/lib/engines';
import { useId } from 'react';
import type { DraftProps } from './draft-change';

interface RowProps {
  engine: Engine;
  group: string;
  isChecked: boolean;
  onChoose: () => void;
}

function EngineRow({ engine, group, isChecked, onChoose }: RowProps) {
  const id = `${group}-${engine.id}`;
  const { title, note, reason, isAvailable } = engine;
  return (
    <label
      className={cx(
        'flex gap-3 px-3 py-2.5 text-small transition-colors has-checked:bg-surface',
        isAvailable && 'hover:bg-surface',
      )}
    >
      <input
        type="radio"
        name={group}
        className="mt-px size-4.5 shrink-0 accent-ink"
        aria-labelledby={id}
        aria-describedby={`${id}-note`}
        checked={isChecked}
        disabled={!isAvailable}
        onChange={onChoose}
      />
      <span className="min-w-0">
        <span id={id} className={cx('block font-semibold', !isAvailable && 'text-muted')}>
          {title}
        </span>
        <span id={`${id}-note`} className="flex gap-1.5 text-pretty break-words text-muted">
          {!isAvailable && <Icon name="warning" className="mt-px size-4" />}
          <span className="min-w-0">{isAvailable ? note : reason}</span>
        </span>
      </span>
    </label>
  );
}

interface Props {
  /** Those that can use the LoRA. */
  engines: readonly Engine[];
  chosen: string | undefined;
  onChange: DraftProps['onChange'];
}

/** Who makes the pictures, where there is a choice. The first does so unasked. */
export function EngineField({ engines, chosen, onChange }: Props) {
  const group = useId();
  if (engines.length < 2) {
    return null;
  }
  const inUse = engineInUse(engines, chosen);
  return (
    <fieldset>
      <legend className="mb-1.5 text-small font-semibold">{t('generate:maker')}</legend>
      <div className="divide-y divide-line overflow-hidden rounded-control ring-1 ring-line">
        {engines.map((engine) => (
          <EngineRow
            key={engine.id}
            engine={engine}
            group={group}
            isChecked={engine === inUse}
            onChoose={() => onChange({ engine: engine === engines[0] ? undefined : engine.id })}
          />
        ))}
      </div>
    </fieldset>
  );
}

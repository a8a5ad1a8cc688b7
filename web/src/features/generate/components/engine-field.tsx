import { SelectField } from '@/components/ui/field';
import type { DraftProps } from './draft-change';

/** Who makes the pictures, where there is a choice. */
export function EngineField({ draft, info, onChange }: DraftProps) {
  const engines = info.engines.filter((engine) => engine.isAvailable);
  if (engines.length < 2) {
    return null;
  }
  const byDefault = engines.find((engine) => engine.isDefault)?.id ?? engines[0]?.id;
  const chosen = draft.engine ?? byDefault;
  return (
    <SelectField
      label="Engine"
      value={chosen}
      hint={engines.find((engine) => engine.id === chosen)?.note}
      onChange={(event) => {
        const { value } = event.target;
        onChange({ engine: value === byDefault ? undefined : value });
      }}
    >
      {engines.map((engine) => (
        <option key={engine.id} value={engine.id}>
          {engine.title}
        </option>
      ))}
    </SelectField>
  );
}

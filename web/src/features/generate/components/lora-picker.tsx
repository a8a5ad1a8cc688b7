import type { LoraDetail } from '@/api/router';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import { t } from '@/i18n';
import { api } from '@/lib/api';
import type { FurtherLora } from '@/lib/drafts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

// The most that the server lists at once.
const kListed = 200;

interface Props {
  /** The one that they are to stand beside. */
  lora: LoraDetail;
  /** Those that stand there already. */
  chosen: readonly FurtherLora[];
  error: string | undefined;
  onPick: (loraId: string) => void;
}

/** The LoRAs that can stand beside another. They are asked for once somebody wants one. */
export function LoraPicker({ lora, chosen, error, onPick }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useQuery(
    api.loras.list.queryOptions(isOpen ? { limit: kListed } : skipToken, {
      meta: { showsErrors: true },
    }),
  );
  const taken = new Set([lora.id, ...chosen.map(({ loraTrainingId }) => loraTrainingId)]);
  const fitting = data?.items.filter(
    ({ id, baseModel, canGenerate }) =>
      canGenerate && baseModel === lora.baseModel && !taken.has(id),
  );
  if (!isOpen) {
    return (
      <Button size="small" icon="plus" className="self-start" onClick={() => setIsOpen(true)}>
        {t('moreLoras:add')}
      </Button>
    );
  }
  return (
    <SelectField
      label={t('moreLoras:add')}
      hint={fitting?.length === 0 && t('moreLoras:none', { baseModel: lora.baseModel })}
      error={error}
      value=""
      // It takes the place of the button that was just pressed.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      onChange={({ target }) => onPick(target.value)}
    >
      <option value="">{t('moreLoras:choose')}</option>
      {fitting?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

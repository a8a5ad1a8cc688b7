import { TextField } from '@/components/ui/field';
import { t } from '@/i18n';
import type { Period } from '../lib/period';

interface Props {
  period: Period;
  onChange: (period: Period) => void;
}

export function PeriodPicker({ period, onChange }: Props) {
  return (
    <fieldset className="flex flex-wrap items-end gap-3">
      <legend className="sr-only">{t('admin:period')}</legend>
      <TextField
        label={t('admin:from')}
        type="date"
        value={period.from}
        max={period.to}
        required
        onChange={(event) =>
          event.target.value && onChange({ ...period, from: event.target.value })
        }
      />
      <TextField
        label={t('admin:to')}
        type="date"
        value={period.to}
        min={period.from}
        required
        onChange={(event) => event.target.value && onChange({ ...period, to: event.target.value })}
      />
    </fieldset>
  );
}

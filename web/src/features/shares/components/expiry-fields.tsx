import { SelectField, TextField } from '@/components/ui/field';
import { language, t } from '@/i18n';
import { useState } from 'react';
import { dateValue, expiries, nextFriday, type Expiry } from '../lib/expiry';

interface Props {
  expiry: Expiry;
  date: string;
  error: string | undefined;
  onExpiry: (expiry: Expiry) => void;
  onDate: (date: string) => void;
}

function fridayText(): string {
  const friday = nextFriday(Date.now());
  const date = friday.toLocaleDateString(language(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return t('shares:endsFriday', { date });
}

function labelOf(expiry: Expiry): string {
  const labels: Record<Expiry, string> = {
    day: t('shares:endsDay'),
    friday: fridayText(),
    week: t('shares:endsWeek'),
    month: t('shares:endsMonth'),
    date: t('shares:endsDate'),
    never: t('shares:endsNever'),
  };
  return labels[expiry];
}

/** Until when a link opens: one of a few usual times, or a day of one's own. */
export function ExpiryFields({ expiry, date, error, onExpiry, onDate }: Props) {
  const [today] = useState(() => dateValue(Date.now()));
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label={t('shares:ends')}
        className={expiry === 'date' ? undefined : 'sm:col-span-2'}
        value={expiry}
        error={error}
        onChange={(event) => onExpiry(event.target.value as Expiry)}
      >
        {expiries.map((value) => (
          <option key={value} value={value}>
            {labelOf(value)}
          </option>
        ))}
      </SelectField>
      {expiry === 'date' && (
        <TextField
          label={t('shares:lastDay')}
          type="date"
          required
          min={today}
          value={date}
          onChange={(event) => onDate(event.target.value)}
        />
      )}
    </div>
  );
}

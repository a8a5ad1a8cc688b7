const kDay = 24 * 60 * 60 * 1000;
const kFriday = 5;

/** When a link ends, as the dialog offers it. */
export type Expiry = 'day' | 'friday' | 'week' | 'month' | 'date' | 'never';

export const expiries: readonly Expiry[] = ['day', 'friday', 'week', 'month', 'date', 'never'];

function endOfDay(day: Date): Date {
  const end = new Date(day);
  end.setHours(23, 59, 59, 0);
  return end;
}

/** The end of the coming Friday; on a Friday that of the next one, because today hardly counts. */
export function nextFriday(now: number): Date {
  const day = new Date(now);
  day.setDate(day.getDate() + ((kFriday - day.getDay() + 6) % 7) + 1);
  return endOfDay(day);
}

/** A moment as the value of a date field, in local time. */
export function dateValue(time: number): string {
  const day = new Date(time);
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}

/** The moment to send; null for a link without an end, undefined while a date is still to be given. */
export function expiryTime(expiry: Expiry, date: string, now: number): string | null | undefined {
  switch (expiry) {
    case 'day':
      return new Date(now + kDay).toISOString();
    case 'week':
      return new Date(now + 7 * kDay).toISOString();
    case 'month':
      return new Date(now + 30 * kDay).toISOString();
    case 'friday':
      return nextFriday(now).toISOString();
    case 'never':
      return null;
    case 'date': {
      const end = endOfDay(new Date(`${date}T12:00:00`));
      return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
    }
  }
}

import { language, t } from '@/i18n';

const kMinute = 60_000;
const kHour = 60 * kMinute;

/** 0x12aB..9f: enough to know a wallet again. */
export function shortAddress(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}

export function fileSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${value.toLocaleString(language(), { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${units[power] ?? ''}`;
}

export function number(value: number): string {
  return value.toLocaleString(language());
}

/** Of millionths of a dollar: $12.50, and $0.0042 where cents say little. */
export function price(microdollars: number): string {
  const dollars = microdollars / 1e6;
  const isSmall = dollars > 0 && dollars < 0.1;
  return dollars.toLocaleString(language(), {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: isSmall ? 4 : 2,
  });
}

/** "at 14:20", or "tomorrow at 02:10" when it is another day. */
export function whenText(iso: string, now: number): string {
  const date = new Date(iso);
  const time = date.toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit' });
  const isToday = date.toDateString() === new Date(now).toDateString();
  return isToday ? t('common:atTime', { time }) : t('common:tomorrowAt', { time });
}

/** "in 3 h 12 min"; "in a minute" when that is about all. */
export function timeUntil(iso: string, now: number): string {
  const milliseconds = new Date(iso).getTime() - now;
  if (milliseconds < 1.5 * kMinute) {
    return t('common:inAMinute');
  }
  const minutes = Math.round(milliseconds / kMinute);
  const hours = Math.floor((minutes * kMinute) / kHour);
  const rest = minutes - hours * 60;
  if (hours === 0) {
    return t('common:inMinutes', { minutes });
  }
  return rest === 0
    ? t('common:inHours', { hours })
    : t('common:inHoursAndMinutes', { hours, minutes: rest });
}

/** 0:07, 12:40. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function dayAndTime(iso: string): string {
  return new Date(iso).toLocaleString(language(), { dateStyle: 'medium', timeStyle: 'short' });
}

export function day(iso: string): string {
  return new Date(iso).toLocaleDateString(language(), { dateStyle: 'medium' });
}

export function fullName(person: { firstName: string; lastName: string }): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

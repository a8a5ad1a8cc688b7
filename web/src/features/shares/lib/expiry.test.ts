import { describe, expect, test } from 'vitest';
import { dateValue, expiryTime, nextFriday } from './expiry';

const at = (text: string) => new Date(text).getTime();

describe('When a link ends', () => {
  test.each([
    ['a Monday', '2026-11-16T10:00:00', '2026-11-20'],
    ['a Thursday', '2026-11-19T23:00:00', '2026-11-20'],
    ['a Friday', '2026-11-20T08:00:00', '2026-11-27'],
    ['a Saturday', '2026-11-21T08:00:00', '2026-11-27'],
    ['the end of a year', '2026-12-30T08:00:00', '2027-01-01'],
  ])('on Friday is, from %s, at the end of that day', (_, now, friday) => {
    const end = nextFriday(at(now));

    expect(dateValue(end.getTime())).toBe(friday);
    expect(end.getDay()).toBe(5);
    expect([end.getHours(), end.getMinutes()]).toEqual([23, 59]);
  });

  test('after some days is so many days later', () => {
    const now = at('2026-11-16T10:00:00Z');

    expect(expiryTime('day', '', now)).toBe('2026-11-17T10:00:00.000Z');
    expect(expiryTime('week', '', now)).toBe('2026-11-23T10:00:00.000Z');
    expect(expiryTime('month', '', now)).toBe('2026-12-16T10:00:00.000Z');
    expect(expiryTime('never', '', now)).toBeNull();
  });

  test('on a date holds through that day', () => {
    const now = at('2026-11-16T10:00:00');

    expect(expiryTime('date', '2026-11-18', now)).toBe(
      new Date('2026-11-18T23:59:59').toISOString(),
    );
    expect(expiryTime('date', '', now)).toBeUndefined();
    expect(expiryTime('date', 'soon', now)).toBeUndefined();
  });
});

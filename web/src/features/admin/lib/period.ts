/** Days in UTC, both included. */
export interface Period {
  from: string;
  to: string;
}

const kDay = 86_400_000;

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function lastThirtyDays(now: number): Period {
  return { from: dayOf(now - 29 * kDay), to: dayOf(now) };
}

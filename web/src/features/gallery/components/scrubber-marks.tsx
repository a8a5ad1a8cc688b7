import { cx } from '@/lib/class-names';
import type { Grid } from '../lib/grid-boxes';
import { partOfMonth } from '../lib/months';

/** A stroke for each month; the years stand beside them while one is near. */
export function ScrubberMarks({ grid, isHeld }: { grid: Grid; isHeld: boolean }) {
  const { months } = grid.index;
  const top = (at: number) => ({ top: `${100 * partOfMonth(grid, at)}%` });
  const years = months
    .map(({ name }, at) => ({ year: name.slice(0, 4), at }))
    .filter(({ year }, at, all) => year !== all[at - 1]?.year);
  return (
    <div aria-hidden>
      {months.map(({ name }, at) => (
        <span key={name} className="absolute right-1.5 h-px w-1.5 bg-line-strong" style={top(at)} />
      ))}
      {years.map(({ year, at }) => (
        <span
          key={year}
          className={cx(
            'absolute right-4 -translate-y-1/2 rounded-full bg-page px-1.5 text-tiny font-semibold text-muted transition-opacity',
            isHeld
              ? 'opacity-100'
              : 'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100',
          )}
          style={top(at)}
        >
          {year}
        </span>
      ))}
    </div>
  );
}

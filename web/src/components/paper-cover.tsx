import { cx } from '@/lib/class-names';

/** A number that is always the same for a text. */
function hashOf(text: string): number {
  let hash = 2166136261;
  for (const letter of text) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
  }
  return hash;
}

interface Props {
  /** What it stands for: gives it colours and hills of its own. */
  name: string;
  className?: string;
}

/** A small paper-cut landscape for a LoRA that has no picture yet. */
export function PaperCover({ name, className }: Props) {
  const hash = hashOf(name);
  const hue = hash % 360;
  const sun = { x: 25 + ((hash >>> 9) % 50), y: 24 + ((hash >>> 15) % 16) };
  const lift = (hash >>> 20) % 12;
  const tint = (lightness: number, chroma: number, turn = 0) =>
    `oklch(${lightness} ${chroma} ${(hue + turn) % 360})`;
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
      className={cx('block size-full', className)}
    >
      <rect width="100" height="100" fill={tint(0.84, 0.05)} />
      <circle cx={sun.x} cy={sun.y} r="10" fill={tint(0.93, 0.07, 60)} />
      <path
        d={`M0 ${60 - lift}Q22 ${46 - lift} 46 58T100 ${50 + lift}V100H0z`}
        fill={tint(0.72, 0.07, 12)}
      />
      <path
        d={`M0 ${70 + lift / 2}Q30 ${58 + lift} 58 70T100 66V100H0z`}
        fill={tint(0.6, 0.08, 24)}
      />
      <path
        d={`M0 84Q26 ${74 - lift / 2} 52 82T100 ${80 - lift / 2}V100H0z`}
        fill={tint(0.46, 0.08, 36)}
      />
    </svg>
  );
}

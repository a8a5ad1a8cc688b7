import { cx } from '@/lib/class-names';

const base =
  'touch-target inline-flex items-center justify-center gap-2 rounded-control font-semibold whitespace-nowrap select-none transition-colors disabled:cursor-not-allowed aria-disabled:cursor-not-allowed';

const tones = {
  /** The one thing to do in this place. */
  accent:
    'bg-accent text-on-accent hover:bg-accent-hover disabled:bg-accent-soft disabled:text-accent-text aria-disabled:bg-accent-soft aria-disabled:text-accent-text',
  ink: 'bg-ink text-on-ink hover:opacity-85 disabled:opacity-50',
  plain:
    'bg-surface text-ink ring-1 ring-inset ring-line shadow-small hover:bg-sunken disabled:opacity-50',
  quiet: 'text-muted hover:bg-sunken hover:text-ink disabled:opacity-50',
  danger: 'bg-danger text-page hover:opacity-85 disabled:opacity-50',
} as const;

const sizes = {
  small: 'h-8 px-3 text-small',
  medium: 'h-10 px-4 text-base',
  large: 'h-12 px-6 text-field',
  icon: 'size-9',
} as const;

export interface ButtonStyle {
  tone?: keyof typeof tones | undefined;
  size?: keyof typeof sizes | undefined;
}

export function buttonStyle(
  { tone = 'plain', size = 'medium' }: ButtonStyle,
  more?: string,
): string {
  return cx(base, tones[tone], sizes[size], more);
}

import { readStored, writeStored } from './storage';
import { createStore } from './store';

export type Theme = 'system' | 'light' | 'dark';
export type Contrast = 'system' | 'normal' | 'more';

const darkSystem = matchMedia('(prefers-color-scheme: dark)');
const strongSystem = matchMedia('(prefers-contrast: more)');

function stored<T extends string>(key: 'theme' | 'contrast', values: readonly T[]): T | 'system' {
  const found = readStored(key);
  return values.find((value) => value === found) ?? 'system';
}

export const themeStore = createStore<Theme>(stored('theme', ['light', 'dark'] as const));
export const contrastStore = createStore<Contrast>(stored('contrast', ['normal', 'more'] as const));

/** theme.js does the same before the first paint. */
function apply(): void {
  const theme = themeStore.get();
  const contrast = contrastStore.get();
  const isDark = theme === 'dark' || (theme === 'system' && darkSystem.matches);
  const isStrong = contrast === 'more' || (contrast === 'system' && strongSystem.matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.documentElement.dataset.contrast = isStrong ? 'more' : 'normal';
}

export function chooseTheme(theme: Theme): void {
  writeStored('theme', theme === 'system' ? null : theme);
  themeStore.set(theme);
  apply();
}

export function chooseContrast(contrast: Contrast): void {
  writeStored('contrast', contrast === 'system' ? null : contrast);
  contrastStore.set(contrast);
  apply();
}

/** Follows the system from now on. */
export function watchSystemTheme(): void {
  apply();
  darkSystem.addEventListener('change', apply);
  strongSystem.addEventListener('change', apply);
}

import { readStored, writeStored } from './storage';
import { createStore } from './store';

export type Theme = 'system' | 'light' | 'dark';

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

function isTheme(value: string | null): value is Theme {
  return value === 'system' || value === 'light' || value === 'dark';
}

function storedTheme(): Theme {
  const stored = readStored('theme');
  return isTheme(stored) ? stored : 'system';
}

export const themeStore = createStore<Theme>(storedTheme());

/** theme.js does the same before the first paint. */
function apply(): void {
  const theme = themeStore.get();
  const isDark = theme === 'dark' || (theme === 'system' && darkSystem.matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}

export function chooseTheme(theme: Theme): void {
  writeStored('theme', theme === 'system' ? null : theme);
  themeStore.set(theme);
  apply();
}

/** Follows the system from now on. */
export function watchSystemTheme(): void {
  apply();
  darkSystem.addEventListener('change', apply);
}

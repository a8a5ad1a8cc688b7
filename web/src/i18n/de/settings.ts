import type { Translated } from '../catalogue';

export const settings: Translated<'settings'> = {
  language: 'Sprache',
  appearance: 'Darstellung',
  theme: 'Design',
  system: 'System',
  light: 'Hell',
  dark: 'Dunkel',
  contrast: 'Kontrast',
  systemContrast: 'Wie das System',
  normalContrast: 'Normal',
  moreContrast: 'Hoch',
  notifications: 'Mitteilungen',
};

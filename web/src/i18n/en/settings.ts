export const settings = {
  language: 'Language',
  appearance: 'Appearance',
  theme: 'Theme',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  contrast: 'Contrast',
  normalContrast: 'Normal',
  moreContrast: 'High',
  notifications: 'Notifications',
};

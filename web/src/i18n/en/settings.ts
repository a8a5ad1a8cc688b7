export const settings = {
  language: 'Language',
  appearance: 'Appearance',
  theme: 'Theme',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  contrast: 'Contrast',
  systemContrast: 'As the system',
  normalContrast: 'Normal',
  moreContrast: 'High',
  notifications: 'Notifications',
};

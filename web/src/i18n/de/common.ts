import type { Translated } from '../catalogue';

export const common: Translated<'common'> = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  copy: 'Kopieren',
  undo: 'Rückgängig',
  tryAgain: 'Noch einmal',
  pictures_one: '{{count, number}} Bild',
  pictures_other: '{{count, number}} Bilder',
};

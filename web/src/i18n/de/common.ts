import type { Translated } from '../catalogue';

export const common: Translated<'common'> = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  copy: 'Kopieren',
  undo: 'Rückgängig',
  tryAgain: 'Noch einmal',
  atTime: 'um {{time}}',
  tomorrowAt: 'morgen um {{time}}',
  inAMinute: 'in einer Minute',
  inMinutes: 'in {{minutes, number}} min',
  inHours: 'in {{hours, number}} h',
  inHoursAndMinutes: 'in {{hours, number}} h {{minutes, number}} min',
  copied: '{{what}} kopiert',
  fileName: 'bild',
  noPrompt: 'Bild ohne Prompt',
  pictures_one: '{{count, number}} Bild',
  pictures_other: '{{count, number}} Bilder',
  share: 'Teilen',
  price: 'etwa {{price}}',
  minutes: 'etwa {{count, number}} min',
  seconds: 'etwa {{count, number}} s',
};

/** Words that several parts of the page share. `_one` and `_other` are the plural forms of a text with a `count`. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  undo: 'Undo',
  tryAgain: 'Try again',
  atTime: 'at {{time}}',
  tomorrowAt: 'tomorrow at {{time}}',
  inAMinute: 'in a minute',
  inMinutes: 'in {{minutes, number}} min',
  inHours: 'in {{hours, number}} h',
  inHoursAndMinutes: 'in {{hours, number}} h {{minutes, number}} min',
  copied: '{{what}} copied',
  fileName: 'picture',
  pictures_one: '{{count, number}} picture',
  pictures_other: '{{count, number}} pictures',
};

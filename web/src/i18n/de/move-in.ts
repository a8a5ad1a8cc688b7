import type { Translated } from '../catalogue';

export const moveIn: Translated<'moveIn'> = {
  command: 'Bilder aus anderen Programmen einziehen lassen',
  signIn: 'Melde dich an, um mit deinen Bildern einzuziehen.',

  intro:
    'Bilder aus A1111, Forge, ComfyUI, InvokeAI, Fooocus, SwarmUI oder sd.cpp kommen mit Prompts, Seeds und Daten herein und werden gefunden wie die, die hier entstanden sind.',
  dropHere: 'Ordner, Bilder oder ein Zip hier ablegen',
  limits: 'PNG, JPEG und WebP. Auf diesem Rechner ändert sich nichts.',
  chooseFolder: 'Ordner wählen',
  chooseFiles: 'Bilder oder Zip wählen',

  looking: 'Bilder werden gesucht',
  lookingNote: 'Ein großer Ordner braucht einen Moment.',
  progress: 'Einzug',
  position: '{{done, number}} von {{total, number}}',
  announce: '{{percent, number}} % fertig',
  goesOn: 'Du kannst dieses Fenster schließen und dich umsehen. Nur die Seite muss offen bleiben.',
  pausedNote: 'Angehalten. Was hereingekommen ist, bleibt.',
  waiting: 'Gleich ein neuer Versuch: {{reason}}',
  pause: 'Anhalten',
  resume: 'Weiter',
  show: 'Zeigen',
  indicator: 'Einzug: {{done, number}} von {{total, number}}',
  indicatorPaused: 'Angehalten: {{done, number}} von {{total, number}}',

  added: 'neu',
  known: 'schon hier',
  withoutRecipe: 'ohne Rezept',
  refused: 'ausgelassen',
  ended_zero: 'Nichts Neues ist hereingekommen',
  ended_one: '{{count, number}} Bild ist eingezogen',
  ended_other: '{{count, number}} Bilder sind eingezogen',
  cancelled: 'Abgebrochen',
  cancelledNote:
    'Was hereingekommen war, bleibt. Wähle dasselbe noch einmal, und es geht dort weiter.',
  noneFound: 'Darin sind keine Bilder',
  noneFoundNote: 'Gesucht wurden PNG-, JPEG- und WebP-Dateien, auch in Ordnern und Zip-Archiven.',
  ignored_one: '{{count, number}} Datei, die kein Bild ist, wurde übergangen.',
  ignored_other: '{{count, number}} Dateien, die keine Bilder sind, wurden übergangen.',
  withoutRecipeNote:
    'Die ohne Rezept sind mit ihrem Datum hier; in ihren Dateien steht nicht, wie sie gemacht wurden.',
  leftOut_one: '{{count, number}} Datei wurde ausgelassen',
  leftOut_other: '{{count, number}} Dateien wurden ausgelassen',
  leftOutMore_one: 'und {{count, number}} weitere',
  leftOutMore_other: 'und {{count, number}} weitere',
  more: 'Weitere einziehen lassen',
  seePictures: 'Bilder ansehen',

  importFile: 'Datei importieren',

  noZip: 'Das ist kein Zip-Archiv, oder sein Ende fehlt.',
  zipBroken: 'Dieses Zip-Archiv ist beschädigt.',
  zipDamaged: 'Diese Datei ist im Archiv beschädigt.',
  zipEncrypted: 'Diese Datei ist mit einem Passwort gesichert. Entpacke das Archiv zuerst.',
  zipMethod:
    'Diese Datei ist so gepackt, dass Browser sie nicht lesen können. Entpacke das Archiv zuerst.',
  zipTooMany:
    'Dieses Archiv enthält mehr als {{count, number}} Dateien. Entpacke es und wähle Ordner.',
  tooMany: 'Mehr als {{count, number}} Dateien auf einmal sind zu viele.',
  tooLarge: 'Sie ist größer als {{megabytes, number}} MB.',
  unreadable: 'Der Browser konnte sie nicht lesen.',
  signedOut: 'Du bist abgemeldet. Melde dich wieder an, dann geht es weiter.',
};

import type { Translated } from '../catalogue';

export const sessions: Translated<'sessions'> = {
  title: 'Angemeldet auf',
  failed: 'Die Sitzungen konnten nicht geladen werden',
  unknownDevice: 'Unbekanntes Gerät',
  current: 'dieses Gerät',
  opened: 'Angemeldet {{opened}}',
  seen: 'Angemeldet {{opened}}, zuletzt gesehen {{seen}}',
  end: '{{device}} abmelden',
  endTitle: '{{device}} abmelden?',
  endAction: 'Abmelden',
  endNote: 'Wer es benutzt, muss sich neu anmelden. Laufende Serien gehen weiter.',
  ended: '{{device}} ist abgemeldet',
  endOthers: 'Überall sonst abmelden',
  othersTitle: 'Überall sonst abmelden?',
  othersEnded_one: '{{count, number}} andere Sitzung ist beendet',
  othersEnded_other: '{{count, number}} andere Sitzungen sind beendet',
};

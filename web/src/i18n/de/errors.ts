import type { Translated } from '../catalogue';

export const errors: Translated<'errors'> = {
  unreachable:
    'Der Server ist nicht zu erreichen. Prüf deine Verbindung und versuch es noch einmal.',
  unknown: 'Etwas ist schiefgegangen. Versuch es bitte noch einmal.',
  status: 'Der Server hat mit Status {{status}} geantwortet.',
  brokeOff: 'Die Verbindung ist abgebrochen. Nichts wurde aufgenommen; versuch es noch einmal.',
  cancelled: 'Abgebrochen.',
  engineOut: '{{name}} ist im Moment nicht zu benutzen',
  notCopied:
    'Der Browser hat das Kopieren nicht erlaubt. Markiere den Text und kopiere ihn von Hand.',
};

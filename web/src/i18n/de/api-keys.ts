import type { Translated } from '../catalogue';

export const apiKeys: Translated<'apiKeys'> = {
  note: 'Für Programme, die für dich handeln. Sie senden <code>Authorization: Bearer lk_…</code>; was sie können, steht in <a>der Beschreibung der API</a>.',
  listFailed: 'Die Schlüssel konnten nicht geladen werden',
  madeAndUsed: '<code>{{prefix}}…</code> · angelegt am {{made}}, zuletzt benutzt am {{used}}',
  madeNeverUsed: '<code>{{prefix}}…</code> · angelegt am {{made}}, nie benutzt',
  revoke: '{{name}} widerrufen',
  revokeTitle: '{{name}} widerrufen?',
  revokeAction: 'Schlüssel widerrufen',
  revokeNote: 'Programme, die ihn benutzen, werden ab sofort abgewiesen.',
  revoked: '{{name}} gilt nicht mehr',
  shownOnce: '<strong>Kopiere ihn jetzt.</strong> Er wird nur dieses eine Mal gezeigt.',
  key: 'Schlüssel',
  done: 'Fertig',
  newFor: 'Neuer Schlüssel, für',
  newExample: 'zum Beispiel: mein Skript',
  make: 'Schlüssel anlegen',
};

import type { Translated } from '../catalogue';

export const ui: Translated<'ui'> = {
  request: 'Anfrage {{id}}',
  loadingMore: 'Weitere werden geladen',
  keep: 'Behalten',
  dismiss: 'Schließen',
  copy: '{{what}} kopieren',
};

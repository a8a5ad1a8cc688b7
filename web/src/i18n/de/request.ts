import type { Translated } from '../catalogue';

export const request: Translated<'request'> = {
  show: 'Zeig mir die Anfrage',
  title: 'Die Anfrage',
  note: 'Schickt dieselbe Serie aus einem Programm. Setze für YOUR_API_KEY einen API-Schlüssel aus den Einstellungen ein.',
  language: 'Sprache des Codes',
  what: 'Anfrage',
  priceFact: 'Preis',
};

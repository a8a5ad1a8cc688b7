import type { Translated } from '../catalogue';

export const signIn: Translated<'signIn'> = {
  title: 'Anmelden',
  withoutWallet: 'Ohne Wallet weitermachen',
  withoutWalletNote:
    'Ein Schlüssel entsteht in diesem Browser und bleibt dort. Sichere eine Kopie in den Einstellungen: Wer den Browser leert, verliert ihn.',
  secureOnly: 'Braucht eine sichere Adresse (https): Nur dort bewahren Browser Schlüssel auf.',
  explanation:
    'Du unterschreibst eine Zeile Text mit deinem Ethereum-Schlüssel. Das kostet nichts, und es gibt kein Passwort.',

  declined: 'Du hast in der Wallet abgelehnt. Es wurde nichts unterschrieben.',
  pending:
    'Deine Wallet hat schon eine Frage offen. Beantworte sie dort und versuch es dann noch einmal.',
  failed: 'Die Wallet konnte dich nicht anmelden. Entsperre sie und versuch es noch einmal.',
  noAccount: 'Die Wallet hat kein Konto genannt. Entsperre sie und versuch es noch einmal.',
  keyLost:
    'Dieser Browser hat seinen Schlüssel verloren. Versuch es noch einmal, dann entsteht ein neuer.',
  noStorage: 'Der Browser konnte seinen Speicher nicht öffnen.',

  switched: 'Deine Wallet ist zu {{address}} gewechselt. Damit anmelden?',
  stay: 'So bleiben',

  signedInUntil: 'Angemeldet bis {{time}}.',

  keySecureOnly:
    'Browser bewahren Schlüssel nur für sichere Adressen (https) auf. Nimm hier eine Wallet.',
  keyKept: 'Dieser Browser bewahrt einen Schlüssel für <code>{{address}}</code> auf.',
  keySave:
    '<strong>Sichere eine Kopie.</strong> Wer den Browser leert, ein privates Fenster schließt oder das Gerät verliert, verliert den Schlüssel und damit den Weg zu den eigenen Bildern. Niemand kann ihn dir zurückholen.',
  noKey:
    'Dieser Browser hat keinen Schlüssel. „Ohne Wallet weitermachen“ legt einen an, oder du importierst einen, den du gesichert hast.',
  key: 'Schlüssel',
  showKey: 'Schlüssel zeigen',
  hideKey: 'Verbergen',
  keySecret: 'Wer diesen Schlüssel hat, gilt als du. Schick ihn nie jemandem.',
  keyUnreadable: 'Der Schlüssel konnte nicht aus diesem Browser gelesen werden.',
  download: 'Herunterladen',
  importKey: 'Schlüssel importieren',
  importReplaces:
    'Er ersetzt den Schlüssel von {{address}}. Sichere den zuerst, sonst kommst du nicht mehr an seine Bilder.',
  importHint: 'So, wie „Schlüssel zeigen“ ihn dir gegeben hat.',
  importAction: 'Importieren und anmelden',
  notAKey: 'Das ist kein Schlüssel. Er besteht aus 0x und 64 Zeichen: 0 bis 9 und a bis f.',
};

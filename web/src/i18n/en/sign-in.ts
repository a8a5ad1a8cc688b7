/** Signing in, the account's menu, and the key that a browser keeps. What a wallet signs is not here: it stays English. */
export const signIn = {
  title: 'Sign in',
  withoutWallet: 'Continue without a wallet',
  withoutWalletNote:
    'A key is made and kept in this browser. Save a copy in Settings: clearing the browser loses it.',
  secureOnly: 'Needs a secure (https) address: browsers keep keys only there.',
  explanation:
    'You sign one line of text with your Ethereum key. It costs nothing, and there is no password.',

  declined: 'You declined in the wallet. Nothing was signed.',
  pending: 'Your wallet already has a question open. Answer it there, then try again.',
  failed: 'The wallet could not sign in. Unlock it and try again.',
  noAccount: 'The wallet gave no account. Unlock it and try again.',
  keyLost: 'This browser has lost its key. Try again to make a new one.',
  noStorage: 'The browser could not open its storage.',

  switched: 'Your wallet switched to {{address}}. Sign in as that one?',
  stay: 'Stay',

  signedInUntil: 'Signed in until {{time}}.',

  keySecureOnly: 'Browsers keep keys only for secure (https) addresses. Use a wallet here.',
  keyKept: 'This browser keeps a key for <code>{{address}}</code>.',
  keySave:
    '<strong>Save a copy.</strong> Clearing the browser, a private window or a lost machine loses the key, and with it the way to your pictures. Nobody can restore it for you.',
  noKey:
    'This browser keeps no key. “Continue without a wallet” makes one, or import one you saved.',
  key: 'Key',
  showKey: 'Show the key',
  hideKey: 'Hide',
  keySecret: 'Whoever has this key is you. Never send it to anyone.',
  keyUnreadable: 'The key could not be read from this browser.',
  download: 'Download',
  importKey: 'Import a key',
  importReplaces:
    'It takes the place of the key of {{address}}. Save that one first, or its pictures are out of reach.',
  importHint: 'As “Show the key” gave it to you.',
  importAction: 'Import and sign in',
  notAKey: 'That is no key. It is 0x and 64 letters or digits, 0 to 9 and a to f.',
};

// Sees the account's key wherever it does not belong.

export class KeyLeaks {
  constructor(settings) {
    this.settings = settings;
    this.seen = [];
  }

  /** True, and noted, when the key is in these headers or in this text. */
  look(place, text, headers) {
    const secret = this.settings.key.slice(this.settings.key.indexOf(':') + 1);
    const isLeak = headers.authorization !== undefined || [text, ...Object.values(headers)].some((part) => String(part).includes(secret));
    if (isLeak) this.seen.push({ place, text: text.slice(0, 200) });
    return isLeak;
  }
}

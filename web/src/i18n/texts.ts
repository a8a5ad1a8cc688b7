import type { TextValues } from './catalogue';

type Parts = Record<string, Record<string, string>>;

/** The texts of one language, ready to be filled in. */
export class Texts {
  readonly #parts: Parts = {};
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;

  constructor(language: string, parts: Parts) {
    this.add(parts);
    this.#plurals = new Intl.PluralRules(language);
    this.#numbers = new Intl.NumberFormat(language);
  }

  add(parts: Parts): void {
    Object.assign(this.#parts, parts);
  }

  text(key: string, values: TextValues = {}): string {
    const [part = '', name = ''] = key.split(':');
    const texts = this.#parts[part] ?? {};
    const { count } = values;
    const nothing = count === 0 ? texts[`${name}_zero`] : undefined;
    const plural = typeof count === 'number' ? `${name}_${this.#plurals.select(count)}` : name;
    const found = nothing ?? texts[plural] ?? texts[`${name}_other`] ?? texts[name] ?? key;
    return found.replaceAll(/\{\{(\w+)(, number)?\}\}/g, (whole, value: string, isNumber) => {
      const given = values[value];
      if (given === undefined) {
        return whole;
      }
      return isNumber ? this.#numbers.format(Number(given)) : String(given);
    });
  }
}

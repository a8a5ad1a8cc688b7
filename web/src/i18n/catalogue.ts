import type { en } from './en';
import type { further } from './en/further';

type English = typeof en & typeof further;

/** A part of the catalogue in another language: the same keys, so that a missing text does not compile. */
export type Translated<Part extends keyof English> = Record<keyof English[Part], string>;

export type FirstTexts = { [Part in keyof typeof en]: Translated<Part> };
export type FurtherTexts = { [Part in keyof typeof further]: Translated<Part> };

type Plain<Key> = Key extends `${infer Base}_${'zero' | 'one' | 'other'}` ? Base : Key;

/** `part:key`, without the plural forms' endings. */
export type TextKey = {
  [Part in keyof English]: `${Part}:${Plain<keyof English[Part]> & string}`;
}[keyof English];

export type TextValues = Record<string, string | number | undefined>;

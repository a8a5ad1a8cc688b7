import type { en } from './en';

export type English = typeof en;

/** A part of the catalogue in another language: the same keys, so that a missing text does not compile. */
export type Translated<Part extends keyof English> = Record<keyof English[Part], string>;

export type Catalogue = { [Part in keyof English]: Translated<Part> };

type Plain<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;

/** `part:key`, without the plural forms' endings. */
export type TextKey = {
  [Part in keyof English & string]: `${Part}:${Plain<keyof English[Part]> & string}`;
}[keyof English & string];

export type TextValues = Record<string, string | number | undefined>;

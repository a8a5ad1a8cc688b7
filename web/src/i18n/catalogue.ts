import type { en } from './en';

type English = typeof en;

/** A part of the catalogue in another language: the same keys, so that a missing text does not compile. */
export type Translated<Part extends keyof English> = Record<keyof English[Part], string>;

export type Catalogue = { [Part in keyof English]: Translated<Part> };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: English;
  }
}

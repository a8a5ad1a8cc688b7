import { common } from './common';
import { settings } from './settings';
import { shares } from './shares';

/** Every text of the page in English, a file for each feature. The other languages follow its keys. */
export const en = { common, settings, shares };

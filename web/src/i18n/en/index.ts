import { common } from './common';
import { ladder } from './ladder';
import { moreLoras } from './more-loras';
import { settings } from './settings';
import { shares } from './shares';

/** Every text of the page in English, a file for each feature. The other languages follow its keys. */
export const en = { common, ladder, moreLoras, settings, shares };

import { changes } from './changes';
import { common } from './common';
import { settings } from './settings';
import { viewer } from './viewer';

/** Every text of the page in English, a file for each feature. The other languages follow its keys. */
export const en = { changes, common, settings, viewer };

import { common } from './common';
import { generate } from './generate';
import { keys } from './keys';
import { loras } from './loras';
import { settings } from './settings';
import { shell } from './shell';
import { ui } from './ui';

/** Every text of the page in English, a file for each feature. The other languages follow its keys. */
export const en = { common, generate, keys, loras, settings, shell, ui };

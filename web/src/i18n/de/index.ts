import type { Catalogue } from '../catalogue';
import { common } from './common';
import { generate } from './generate';
import { keys } from './keys';
import { loras } from './loras';
import { settings } from './settings';
import { shell } from './shell';
import { ui } from './ui';

export const de: Catalogue = { common, generate, keys, loras, settings, shell, ui };
